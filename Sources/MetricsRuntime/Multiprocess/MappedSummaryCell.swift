// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A summary of the shared directory, whose two values are apart from each other in a file.
@usableFromInline
@frozen struct MappedSummaryCell {
    // Addresses in a mapping that is never taken away.
    @usableFromInline let count: UInt
    @usableFromInline let sum: UInt

    static func allocate(count: UnsafeMutableRawPointer, sum: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
        // Never freed: handles point to it and keep no count of references.
        let cell = UnsafeMutablePointer<MappedSummaryCell>.allocate(capacity: 1)
        cell.initialize(to: MappedSummaryCell(count: UInt(bitPattern: count), sum: UInt(bitPattern: sum)))
        return UnsafeMutableRawPointer(cell)
    }

    /// Counts a value in the shared directory. A call, which leaves few instructions on the path of values in memory.
    @usableFromInline @inline(never)
    static func observe(_ value: Double, in cell: UnsafeMutablePointer<MappedSummaryCell>) {
        add(1, value, in: cell)
    }

    /// Whether there is a file to record into now. Passes on what a forwarded summary observes.
    @inline(never)
    private static func isReady(_ count: Double, _ sum: Double, _ cell: UnsafeMutablePointer<MappedSummaryCell>) -> Bool
    {
        guard let forwarded = ForwardedCell.at(cell.pointee.sum) else { return MappedRegion.makeOwn(cell.pointee.sum) }
        if count == 1 {
            forwarded.observeInSummary(sum)
        } else {
            Summary(forwarded.inner).add(UInt64(count), sum)
        }
        return false
    }

    @inline(__always)
    static func add(_ count: Double, _ sum: Double, in cell: UnsafeMutablePointer<MappedSummaryCell>) {
        // Both are in one file.
        guard MappedRegion.isOwn(cell.pointee.sum) || isReady(count, sum, cell) else { return }
        MappedGaugeCell.value(at: cell.pointee.count).pointee.addDouble(count)
        MappedGaugeCell.value(at: cell.pointee.sum).pointee.addDouble(sum)
    }
}
