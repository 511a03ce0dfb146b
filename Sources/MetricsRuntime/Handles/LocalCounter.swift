// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A counter for one owner: plain additions in a variable of its own, which are added to the shared counter together.
/// For hot loops, where even an atomic addition costs too much.
///
/// The counted amount is added to the shared counter on `flush()`, after every `flushAfter` increments, and when the
/// value is destroyed, also by a thrown error. A process that is killed in between loses it: flush what must not be
/// lost.
///
/// What has been counted when a process forks belongs to the parent. The first flush of a child's copy empties it,
/// including what the child has counted in it by then: in a child, make a recorder of its own.
@frozen public struct LocalCounter: ~Copyable {
    /// Counts down, which makes an increment one subtraction and the test for 0 that comes with it.
    @usableFromInline var room: UInt64
    @usableFromInline let limit: UInt64
    @usableFromInline let target: Counter
    @usableFromInline var process = RecordingProcess.current

    /// A recorder for one owner.
    ///
    /// - Parameters:
    ///   - target: The counter that the amounts are added to.
    ///   - limit: The largest amount that is kept back.
    @inlinable public init(_ target: Counter, flushAfter limit: UInt64 = .max) {
        self.target = target
        self.limit = max(1, limit)
        room = self.limit
    }

    /// Adds 1.
    @inlinable @inline(__always) public mutating func increment() {
        room &-= 1
        if _slowPath(room == 0) { flush() }
    }

    /// Adds a whole amount.
    ///
    /// - Returns: `false` if the amount is negative. Nothing is added then.
    @inlinable @discardableResult public mutating func increment(by amount: Int) -> Bool {
        guard amount >= 0 else { return false }
        let amount = UInt64(truncatingIfNeeded: amount)
        if amount >= room {
            flush()
            if amount >= room {
                Self.hand(amount, of: process, to: target)
                return true
            }
        }
        room &-= amount
        return true
    }

    /// Adds what has been counted to the shared counter.
    @inlinable public mutating func flush() {
        process = Self.hand(limit &- room, of: process, to: target)
        room = limit
    }

    @inlinable deinit { Self.hand(limit &- room, of: process, to: target) }

    /// A call, which is rare. It keeps the loop around an increment to a few instructions, in registers.
    ///
    /// - Returns: The process that later increments belong to.
    @usableFromInline @inline(never) @discardableResult
    static func hand(_ amount: UInt64, of process: RecordingProcess, to target: Counter) -> RecordingProcess {
        let current = RecordingProcess.current
        if amount > 0, process == current, let cell = target.cell { target.addWhole(amount, to: cell) }
        return current
    }
}

/// The process that has counted what a recorder holds back. A forked child has a copy, which only its parent may add
/// to the shared metric.
@usableFromInline
@frozen struct RecordingProcess: Equatable {
    /// The number of forks between this process and the one that loaded the runtime.
    private let generation: UInt32

    @usableFromInline static var current: RecordingProcess {
        @inline(never) get { RecordingProcess(generation: StructureLock.generation.load(ordering: .relaxed)) }
    }
}

extension Counter {
    /// Makes a recorder for one owner, whose increments are added to this counter together.
    ///
    /// - Parameter limit: The largest amount that is kept back.
    @inlinable public func local(flushAfter limit: UInt64 = .max) -> LocalCounter {
        LocalCounter(self, flushAfter: limit)
    }
}
