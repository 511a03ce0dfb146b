// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

// @unchecked: the pointer leads to an atomic that is never freed.
// A forked child has a copy of it; where it is in a file, it gets files of its own before other code runs.
/// A value that goes up and down. It has a series once it has been set. Like every handle, it is one pointer and
/// trivial to copy. `set` is a plain store.
@frozen public struct Gauge: @unchecked Sendable {
    @usableFromInline let cell: UnsafeMutableRawPointer?

    @inlinable init(_ cell: UnsafeMutableRawPointer?) { self.cell = cell }

    /// Sets the value. NaN and the infinities are allowed.
    @inlinable public func set(_ value: Double) {
        guard let cell else { return }
        if HandleTag.isMapped(cell) {
            MappedGaugeCell.set(HandleTag.address(cell).assumingMemoryBound(to: MappedGaugeCell.self), value)
        } else {
            cell.assumingMemoryBound(to: GaugeCell.self).pointee.bits.store(value.bitPattern, ordering: .relaxed)
        }
    }

    /// Sets the value to a whole number.
    @inlinable public func set(_ value: Int) { set(Double(value)) }

    /// Adds to the value; a gauge that was never set starts at 0.
    @inlinable public func increment(by amount: Double = 1) {
        guard let cell else { return }
        if HandleTag.isMapped(cell) {
            MappedGaugeCell.add(HandleTag.address(cell).assumingMemoryBound(to: MappedGaugeCell.self), amount)
            return
        }
        let memory = cell.assumingMemoryBound(to: GaugeCell.self)
        var current = memory.pointee.bits.load(ordering: .relaxed)
        while true {
            let start = current == GaugeCell.unset ? 0 : Double(bitPattern: current)
            let (exchanged, original) = memory.pointee.bits.weakCompareExchange(
                expected: current, desired: (start + amount).bitPattern, ordering: .relaxed)
            if exchanged { return }
            current = original
        }
    }

    /// Subtracts from the value; a gauge that was never set starts at 0.
    @inlinable public func decrement(by amount: Double = 1) { increment(by: -amount) }
}
