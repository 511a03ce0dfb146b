// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A counter of something that counts itself, such as the kernel or another program: code gives the whole count. It has
/// a series once it has been set. The cell is that of a gauge.
@frozen public struct AbsoluteCounter: Sendable {
    @usableFromInline let gauge: Gauge

    /// The counter whose count is in this gauge's cell.
    @inlinable public init(_ gauge: Gauge) { self.gauge = gauge }

    /// Sets the count of all that was counted so far. It never falls: of two threads that read and set it, one may come
    /// late with an older count, and a scrape would take that for a restart. Counts are exact to 2^53.
    ///
    /// - Returns: `false` if the count is negative, NaN or less than the present one. Nothing is set then.
    @inlinable @discardableResult public func set(total: Double) -> Bool {
        guard total >= 0 else { return false }
        guard let cell = gauge.cell else { return true }
        guard !HandleTag.isMapped(cell) else {
            gauge.set(total)
            return true
        }
        let memory = cell.assumingMemoryBound(to: GaugeCell.self)
        var current = memory.pointee.bits.load(ordering: .relaxed)
        while true {
            // A comparison with the mark of a count that was never set, which is NaN, is false.
            if total < Double(bitPattern: current) { return false }
            let (exchanged, original) = memory.pointee.bits.weakCompareExchange(
                expected: current, desired: total.bitPattern, ordering: .relaxed)
            if exchanged { return true }
            current = original
        }
    }

    /// Sets the count of all that was counted so far.
    ///
    /// - Returns: `false` if the count is negative or less than the present one. Nothing is set then.
    @inlinable @discardableResult public func set(total: Int) -> Bool { set(total: Double(total)) }

    /// Sets a count that may be less than the present one: whatever counts has started again. To Prometheus this is the
    /// restart of a counter.
    ///
    /// - Returns: `false` if the count is negative or NaN. Nothing is set then.
    @inlinable @discardableResult public func restart(total: Double = 0) -> Bool {
        guard total >= 0 else { return false }
        gauge.set(total)
        return true
    }
}
