// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A histogram or summary whose unit is a time. It measures how long code takes, in that unit.
///
/// ```swift
/// let order = try await metrics.orders.packingSeconds.time { try await pack(items) }
/// ```
///
/// The generated code of such metrics has handles of this type. It is as trivial to copy as the handle that it is made
/// of. The clock is monotonic, and isn't read if the metric is hidden.
@frozen public struct Timed<Handle: TimeRecorder>: Sendable {
    /// The handle itself, for code that takes one of any unit.
    public let handle: Handle
    @usableFromInline let nanosecondsPerUnit: Double

    /// A handle, with the unit that it records: seconds if nothing else is said.
    @inlinable public init(_ handle: Handle, nanosecondsPerUnit: Double = 1_000_000_000) {
        self.handle = handle
        self.nanosecondsPerUnit = nanosecondsPerUnit
    }

    /// Starts to measure. Nothing is recorded until the stopwatch is stopped.
    @inlinable public func start() -> Stopwatch<Handle> {
        Stopwatch(self, startedAt: handle.isRecorded ? ClockReading.monotonic : 0)
    }

    /// Records how long the code runs, also if it ends with an error.
    @inlinable public func time<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let stopwatch = start()
        defer { stopwatch.stop() }
        return try body()
    }

    /// Records how long the code runs, also if it ends with an error. It runs where the caller runs, and what it waits
    /// for is a part of its time.
    @inlinable nonisolated(nonsending) public func time<Result: ~Copyable, Failure: Error>(
        _ body: nonisolated(nonsending) () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let stopwatch = start()
        defer { stopwatch.stop() }
        return try await body()
    }

    /// Records a duration that was measured elsewhere, for example by a clock of a test.
    @inlinable public func observe(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        record(nanoseconds: Double(seconds) * 1_000_000_000 + Double(attoseconds) / 1_000_000_000)
    }

    @inlinable func record(nanoseconds: Double) { handle.record(time: nanoseconds / nanosecondsPerUnit) }
}

/// A measurement that has begun. It is a value: keep it anywhere, and stop it on any thread.
@frozen public struct Stopwatch<Handle: TimeRecorder>: Sendable {
    @usableFromInline let metric: Timed<Handle>
    /// 0 if nothing will be recorded.
    @usableFromInline let start: UInt64

    @inlinable init(_ metric: Timed<Handle>, startedAt start: UInt64) {
        self.metric = metric
        self.start = start
    }

    /// Records the time since the start. Each further call records the time since the start again.
    @inlinable public func stop() {
        guard metric.handle.isRecorded else { return }
        stop(at: ClockReading.monotonic)
    }

    @inlinable func stop(at end: UInt64) { metric.record(nanoseconds: Double(end &- start)) }
}

// What the handles themselves record, in the metric's unit.

extension Timed where Handle == Histogram {
    /// Counts a value in its bucket and adds it to the sum.
    @inlinable @inline(__always) public func observe(_ value: Double) { handle.observe(value) }

    /// Counts a whole number in its bucket and adds it to the sum.
    @inlinable @inline(__always) public func observe(_ value: Int) { handle.observe(value) }

    /// Makes a recorder for one owner, whose observations are added to this histogram together.
    public func local(flushAfter limit: UInt64 = .max) -> LocalHistogram { handle.local(flushAfter: limit) }
}

extension Timed where Handle == Summary {
    /// Counts a value and adds it to the sum.
    @inlinable @inline(__always) public func observe(_ value: Double) { handle.observe(value) }

    /// Counts a whole number and adds it to the sum.
    @inlinable @inline(__always) public func observe(_ value: Int) { handle.observe(value) }

    /// Makes a recorder for one owner, whose observations are added to this summary together.
    @inlinable public func local(flushAfter limit: UInt64 = .max) -> LocalSummary { handle.local(flushAfter: limit) }
}

extension Timed where Handle == IntegerHistogram {
    /// Counts a whole number in its bucket and adds it to the sum.
    @inlinable @inline(__always) public func observe(_ value: Int) { handle.observe(value) }
}

extension Timed where Handle == IntegerSummary {
    /// Counts a whole number and adds it to the sum.
    @inlinable @inline(__always) public func observe(_ value: Int) { handle.observe(value) }
}
