// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A summary for one owner: plain additions in variables of its own, which are added to the shared summary together.
///
/// Observations are added to the shared summary on `flush()`, after every `flushAfter` observations, and when the
/// value is destroyed. A process that is killed in between loses them: flush what must not be lost. In a forked
/// child, make a recorder of its own, as with `LocalCounter`.
@frozen public struct LocalSummary: ~Copyable {
    @usableFromInline var sum = 0.0
    @usableFromInline var pending: UInt64 = 0
    @usableFromInline let limit: UInt64
    @usableFromInline let target: Summary
    @usableFromInline var process = RecordingProcess.current

    /// A recorder for one owner.
    ///
    /// - Parameters:
    ///   - target: The summary that the observations are added to.
    ///   - limit: The largest number of observations that are kept back.
    @inlinable public init(_ target: Summary, flushAfter limit: UInt64 = .max) {
        self.target = target
        self.limit = max(1, limit)
    }

    /// Counts a value and adds it to the sum, for now only here.
    @inlinable @inline(__always)
    public mutating func observe(_ value: Double) {
        sum += value
        pending &+= 1
        if pending >= limit { flush() }
    }

    /// Counts a whole number and adds it to the sum, for now only here.
    @inlinable @inline(__always)
    public mutating func observe(_ value: Int) { observe(Double(value)) }

    /// Adds what has been observed to the shared summary.
    @inlinable public mutating func flush() {
        process = target.add(pending, sum, of: process)
        pending = 0
        sum = 0
    }

    @inlinable deinit { target.add(pending, sum, of: process) }
}

extension Summary {
    /// Makes a recorder for one owner, whose observations are added to this summary together.
    ///
    /// - Parameter limit: The largest number of observations that are kept back.
    @inlinable public func local(flushAfter limit: UInt64 = .max) -> LocalSummary {
        LocalSummary(self, flushAfter: limit)
    }

    /// - Returns: The process that later observations belong to.
    @usableFromInline @discardableResult
    func add(_ count: UInt64, _ sum: Double, of process: RecordingProcess) -> RecordingProcess {
        let current = RecordingProcess.current
        if process == current { add(count, sum) }
        return current
    }

    func add(_ count: UInt64, _ sum: Double) {
        guard count > 0, let cell else { return }
        if HandleTag.isMapped(cell) {
            MappedSummaryCell.add(
                Double(count), sum, in: HandleTag.address(cell).assumingMemoryBound(to: MappedSummaryCell.self))
            return
        }
        let memory = cell.assumingMemoryBound(to: SummaryCell.self)
        memory.pointee.count.wrappingAdd(count, ordering: .relaxed)
        memory.pointee.sum.addDouble(sum)
    }
}
