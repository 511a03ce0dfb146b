// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

// @unchecked: the pointer leads to bounds that never change and to atomics, which are never freed.
// A forked child has a copy of them; where they are in a file, it gets files of its own before other code runs.
/// Counts observations in buckets and adds them up. Like every handle, it is one pointer and trivial to copy.
@frozen public struct Histogram: @unchecked Sendable {
    @usableFromInline let cell: UnsafeMutableRawPointer?

    @inlinable init(_ cell: UnsafeMutableRawPointer?) { self.cell = cell }

    /// Counts a value in the first bucket whose bound is not below it: bounds are inclusive. NaN and infinity are
    /// counted in `+Inf`, or in no native bucket and in the last one. They make the sum NaN or infinite, as in any addition.
    @inlinable @inline(__always)
    public func observe(_ value: Double) {
        guard HandleTag.hasBounds(histogram: cell), let cell else {
            if let native = HandleTag.nativeHistogram(cell) { NativeHistogramCell.observe(value, in: native) }
            return
        }
        if HandleTag.isMapped(cell) {
            HistogramCell.observeMapped(value, in: HandleTag.address(cell).assumingMemoryBound(to: HistogramCell.self))
            return
        }
        observeInMemory(value, cell.assumingMemoryBound(to: HistogramCell.self))
    }

    @inlinable @inline(__always)
    func observeInMemory(_ value: Double, _ cell: UnsafeMutablePointer<HistogramCell>) {
        let index = HistogramCell.bucketIndex(of: value, in: cell)
        HistogramCell.bucketsOf(cell)[index].wrappingAdd(1, ordering: .relaxed)
        HistogramCell.sumOf(cell).pointee.addDouble(value)
    }

    /// Counts a whole number in its bucket and adds it to the sum.
    @inlinable @inline(__always)
    public func observe(_ value: Int) { observe(Double(value)) }
}
