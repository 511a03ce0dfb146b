// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The memory of a histogram, one block:
///
///     header | bounds, padded with +Inf to a power of two | a counter for each slot | the sum
///
/// The padding lets the search run a fixed number of steps without a branch on the data. Counters are not cumulative,
/// and there is no count. The exposition adds the buckets up, so `_count` always equals the `+Inf` bucket.
@usableFromInline
@frozen struct HistogramCell {
    /// The number of finite bounds, which is also the index of the bucket of `+Inf`.
    @usableFromInline let boundCount: Int
    /// The number of steps of the search. It covers 2^depth slots, of which at least one is padding.
    @usableFromInline let depth: Int

    /// The memory of a new histogram. It is never freed: handles point to it and keep no count of references.
    static func allocate(bounds: [Double]) -> UnsafeMutablePointer<HistogramCell> {
        var depth = 1
        while 1 << depth <= bounds.count { depth += 1 }
        let slots = 1 << depth
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: MemoryLayout<HistogramCell>.size + 8 * (2 * slots + 1), alignment: 64)
        let cell = memory.bindMemory(to: HistogramCell.self, capacity: 1)
        cell.initialize(to: HistogramCell(boundCount: bounds.count, depth: depth))
        let padded = boundsOf(cell)
        for slot in 0..<slots {
            (padded + slot).initialize(to: slot < bounds.count ? bounds[slot] : .infinity)
            (bucketsOf(cell) + slot).initialize(to: Atomic(0))
        }
        sumOf(cell).initialize(to: Atomic(0))
        return cell
    }

    @inlinable @inline(__always)
    static func boundsOf(_ cell: UnsafeMutablePointer<HistogramCell>) -> UnsafeMutablePointer<Double> {
        UnsafeMutableRawPointer(cell + 1).assumingMemoryBound(to: Double.self)
    }

    @inlinable @inline(__always)
    static func bucketsOf(_ cell: UnsafeMutablePointer<HistogramCell>) -> UnsafeMutablePointer<Atomic<UInt64>> {
        UnsafeMutableRawPointer(boundsOf(cell) + (1 &<< cell.pointee.depth)).assumingMemoryBound(
            to: Atomic<UInt64>.self)
    }

    @inlinable @inline(__always)
    static func sumOf(_ cell: UnsafeMutablePointer<HistogramCell>) -> UnsafeMutablePointer<Atomic<UInt64>> {
        bucketsOf(cell) + (1 &<< cell.pointee.depth)
    }

    /// The bucket of a value: the first whose bound is not below it. NaN compares with nothing and falls into the
    /// last.
    @inlinable @inline(__always)
    static func bucketIndex(of value: Double, in cell: UnsafeMutablePointer<HistogramCell>) -> Int {
        let bounds = boundsOf(cell)
        let index =
            switch cell.pointee.depth {
            // Constant depths unroll into comparisons without a branch; these cover 4 to 31 bounds.
            case 3: search(value, bounds, depth: 3)
            case 4: search(value, bounds, depth: 4)
            case 5: search(value, bounds, depth: 5)
            case let depth: search(value, bounds, depth: depth)
            }
        return min(index, cell.pointee.boundCount)
    }

    @inlinable @inline(__always)
    static func search(_ value: Double, _ bounds: UnsafeMutablePointer<Double>, depth: Int) -> Int {
        var index = 0
        var step = 1 &<< (depth &- 1)
        while step > 0 {
            // `<=`, not `>`: a bound is inclusive, and NaN moves right.
            index &+= value <= bounds[index &+ step &- 1] ? 0 : step
            step &>>= 1
        }
        return index
    }
}
