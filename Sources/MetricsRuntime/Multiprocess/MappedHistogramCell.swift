// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A histogram of the shared directory, whose buckets are apart from each other in a file. A block of memory like
/// `HistogramCell`, with addresses instead of counters:
///
///     header | bounds, padded with +Inf to a power of two | an address for each slot | the address of the sum
enum MappedHistogramCell {
    static func allocate(
        bounds: [Double], buckets: [UnsafeMutableRawPointer], sum: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer {
        let cell = HistogramCell.allocate(bounds: bounds)
        let addresses = HistogramCell.bucketsOf(cell)
        for slot in 0..<1 << cell.pointee.depth {
            let address = buckets[min(slot, buckets.count - 1)]
            addresses[slot].store(UInt64(UInt(bitPattern: address)), ordering: .relaxed)
        }
        HistogramCell.sumOf(cell).pointee.store(UInt64(UInt(bitPattern: sum)), ordering: .relaxed)
        return UnsafeMutableRawPointer(cell)
    }
}

extension HistogramCell {
    /// Counts a value in the shared directory.
    @inlinable
    static func observeMapped(_ value: Double, in cell: UnsafeMutablePointer<HistogramCell>) {
        // Plain loads: the addresses never change. All are in one file.
        let sum = UnsafeRawPointer(sumOf(cell)).load(as: UInt.self)
        guard MappedRegion.isOwn(sum) else { return observeFirst(value, in: cell) }
        addMapped(value, in: cell)
    }

    /// The first observation of a forked child, or that of a forwarded histogram. A call at the end, so the path without
    /// it saves no register.
    @usableFromInline @inline(never)
    static func observeFirst(_ value: Double, in cell: UnsafeMutablePointer<HistogramCell>) {
        let sum = UnsafeRawPointer(sumOf(cell)).load(as: UInt.self)
        if let forwarded = ForwardedCell.at(sum) { return forwarded.observeInHistogram(value) }
        if MappedRegion.makeOwn(sum) { addMapped(value, in: cell) }
    }

    @inlinable @inline(__always)
    static func addMapped(_ value: Double, in cell: UnsafeMutablePointer<HistogramCell>) {
        let bucket = UnsafeRawPointer(bucketsOf(cell) + bucketIndex(of: value, in: cell)).load(as: UInt.self)
        let sum = UnsafeRawPointer(sumOf(cell)).load(as: UInt.self)
        MappedGaugeCell.value(at: bucket).pointee.addDouble(1)
        MappedGaugeCell.value(at: sum).pointee.addDouble(value)
    }
}
