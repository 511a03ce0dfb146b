/// A counter for one owner: plain additions in a variable of its own, which go to the shared counter together. For hot
/// loops, where even an atomic addition is too much.
///
/// What has been counted goes over when it is flushed, after so many increments where it was made so, and when the value
/// ends, also by a thrown error. A process that is killed in between loses it: flush what must not be lost.
@frozen public struct LocalCounter: ~Copyable {
    @usableFromInline var pending: UInt64 = 0
    @usableFromInline let limit: UInt64
    @usableFromInline let target: Counter

    /// - Parameter limit: as many are kept back at the most.
    @inlinable public init(_ target: Counter, flushAfter limit: UInt64 = .max) {
        self.target = target
        self.limit = max(1, limit)
    }

    /// Adds 1.
    @inlinable public mutating func increment() {
        pending &+= 1
        if pending >= limit { flush() }
    }

    /// Adds a whole amount.
    ///
    /// - Returns: false when the amount is negative. Nothing is added then.
    @inlinable @discardableResult public mutating func increment(by amount: Int) -> Bool {
        guard amount >= 0 else { return false }
        pending &+= UInt64(truncatingIfNeeded: amount)
        if pending >= limit { flush() }
        return true
    }

    /// Adds what has been counted to the shared counter.
    @inlinable public mutating func flush() {
        if pending > 0, let cell = target.cell { target.addWhole(pending, to: cell) }
        pending = 0
    }

    @inlinable deinit {
        if pending > 0, let cell = target.cell { target.addWhole(pending, to: cell) }
    }
}

extension Counter {
    /// A recorder for one owner, whose increments go to this counter together.
    ///
    /// - Parameter limit: as many are kept back at the most.
    @inlinable public func local(flushAfter limit: UInt64 = .max) -> LocalCounter {
        LocalCounter(self, flushAfter: limit)
    }
}
