// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

// @unchecked: the pointer leads to atomics that are never freed.
// A forked child has a copy of them; where they are in a file, it gets files of its own before other code runs.
/// A value that only grows. A counter is a handle: one pointer, trivial to copy, which you can keep anywhere. An
/// increment is one atomic addition. Recording through the handle of a hidden metric has no effect.
///
/// Handles stay valid for the life of the process, even after their registry is gone. Their values are no longer
/// exported then.
@frozen public struct Counter: @unchecked Sendable {
    @usableFromInline let cell: UnsafeMutableRawPointer?

    @inlinable init(_ cell: UnsafeMutableRawPointer?) { self.cell = cell }

    /// The sum of the whole amounts that this process has added.
    var whole: UInt64 {
        guard let cell else { return 0 }
        guard HandleTag.isMapped(cell) else {
            return cell.assumingMemoryBound(to: CounterCell.self).pointee.whole.load(ordering: .relaxed)
        }
        let place = HandleTag.address(cell)
        guard MappedRegion.isOwn(UInt(bitPattern: place)) else { return 0 }
        let value = Double(
            bitPattern: place.assumingMemoryBound(to: Atomic<UInt64>.self).pointee.load(ordering: .relaxed))
        return UInt64(exactly: value.rounded(.towardZero)) ?? 0
    }

    /// Adds an amount that is known not to be negative.
    ///
    /// - Returns: `true`.
    @inlinable @inline(__always) @discardableResult
    func addWhole(_ amount: UInt64, to cell: UnsafeMutableRawPointer) -> Bool {
        if HandleTag.isMapped(cell) { return MappedCounter.add(Double(amount), to: HandleTag.address(cell)) }
        cell.assumingMemoryBound(to: CounterCell.self).pointee.whole.wrappingAdd(amount, ordering: .relaxed)
        return true
    }

    /// Adds 1.
    @inlinable public func increment() {
        guard let cell else { return }
        addWhole(1, to: cell)
    }

    /// Adds a whole amount, exactly: totals are exact to 2^64.
    ///
    /// - Returns: `false` if the amount is negative. Nothing is added then: Prometheus would read a decreasing
    ///   counter as a restart of the process, and show a burst in its rate.
    @inlinable @inline(__always) @discardableResult public func increment(by amount: Int) -> Bool {
        guard amount >= 0 else { return false }
        guard let cell else { return true }
        return addWhole(UInt64(truncatingIfNeeded: amount), to: cell)
    }

    /// Adds an amount that may have a fraction. Whole amounts are added exactly.
    ///
    /// - Returns: `false` if the amount is negative or NaN. Nothing is added then.
    @inlinable @discardableResult public func increment(by amount: Double) -> Bool {
        guard amount >= 0 else { return false }
        guard let cell else { return true }
        if HandleTag.isMapped(cell) {
            return MappedCounter.add(amount, to: HandleTag.address(cell))
        }
        let memory = cell.assumingMemoryBound(to: CounterCell.self)
        // Up to 2^53. Above, every double is whole, and may no longer be the number that was meant.
        if amount <= 0x1p53, let whole = Int64(exactly: amount) {
            memory.pointee.whole.wrappingAdd(UInt64(truncatingIfNeeded: whole), ordering: .relaxed)
        } else {
            memory.pointee.fraction.addDouble(amount)
        }
        return true
    }
}
