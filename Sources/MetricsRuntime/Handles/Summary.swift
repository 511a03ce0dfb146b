// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

// @unchecked: the pointer leads to atomics that are never freed, or to their addresses, which never change.
/// Counts observations and adds them up, without buckets. Like every handle, it is one pointer and trivial to copy.
@frozen public struct Summary: @unchecked Sendable {
    @usableFromInline let cell: UnsafeMutableRawPointer?

    @inlinable init(_ cell: UnsafeMutableRawPointer?) { self.cell = cell }

    /// Counts a value. NaN and infinity make the sum NaN or infinite, as in any addition.
    @inlinable @inline(__always)
    public func observe(_ value: Double) {
        guard let cell else { return }
        if HandleTag.isMapped(cell) {
            MappedSummaryCell.observe(
                value, in: HandleTag.address(cell).assumingMemoryBound(to: MappedSummaryCell.self))
            return
        }
        let memory = cell.assumingMemoryBound(to: SummaryCell.self)
        memory.pointee.count.wrappingAdd(1, ordering: .relaxed)
        memory.pointee.sum.addDouble(value)
    }

    /// Counts a whole number and adds it to the sum.
    @inlinable @inline(__always)
    public func observe(_ value: Int) { observe(Double(value)) }
}
