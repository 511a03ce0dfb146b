import Synchronization

/// A value that only grows. A handle: one pointer, trivial to copy, kept wherever it is convenient; an increment is one
/// atomic addition. The handle of a hidden metric leads nowhere and does nothing.
///
/// Handles stay valid for the life of the process, also when their registry is gone: then they count unseen.
// @unchecked: the pointer leads to atomics that are never freed.
@frozen public struct Counter: @unchecked Sendable {
    @usableFromInline let cell: UnsafeMutableRawPointer?

    @inlinable init(_ cell: UnsafeMutableRawPointer?) { self.cell = cell }

    /// What this process has added in whole amounts.
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

    /// Adds what is known to be no negative amount.
    ///
    /// - Returns: true.
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
    /// - Returns: false when the amount is negative. Nothing is added then: a counter that went down would read as a
    ///   restart of the process, and a rate over it as a burst.
    @inlinable @inline(__always) @discardableResult public func increment(by amount: Int) -> Bool {
        guard amount >= 0 else { return false }
        guard let cell else { return true }
        return addWhole(UInt64(truncatingIfNeeded: amount), to: cell)
    }

    /// Adds an amount that may have a fraction. Whole amounts are added exactly.
    ///
    /// - Returns: false when the amount is negative or NaN. Nothing is added then.
    @inlinable @discardableResult public func increment(by amount: Double) -> Bool {
        guard amount >= 0 else { return false }
        guard let cell else { return true }
        if HandleTag.isMapped(cell) {
            return MappedCounter.add(amount, to: HandleTag.address(cell))
        }
        let memory = cell.assumingMemoryBound(to: CounterCell.self)
        // Up to 2^53, where every double is whole anyway and would no longer say exactly what was meant.
        if amount <= 0x1p53, let whole = Int64(exactly: amount) {
            memory.pointee.whole.wrappingAdd(UInt64(truncatingIfNeeded: whole), ordering: .relaxed)
        } else {
            memory.pointee.fraction.addDouble(amount)
        }
        return true
    }
}
