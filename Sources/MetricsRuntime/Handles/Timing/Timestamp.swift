// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A gauge whose value is a point in time, in seconds since 1970. The generated code of gauges in `unix_seconds` has
/// handles of this type.
@frozen public struct Timestamp<Handle: TimeRecorder>: Sendable {
    /// The handle itself, for code that takes one of any unit.
    public let handle: Handle

    /// The same gauge, for points in time only.
    @inlinable public init(_ handle: Handle) { self.handle = handle }

    /// Sets the value to the current time. The clock isn't read if the metric is hidden.
    @inlinable public func setToCurrentTime() {
        guard handle.isRecorded else { return }
        handle.record(time: ClockReading.secondsSince1970)
    }
}

extension Timestamp where Handle == Gauge {
    /// Sets the value to a number of seconds since 1970. NaN and the infinities are allowed.
    @inlinable public func set(_ value: Double) { handle.set(value) }

    /// Sets the value to a whole number of seconds since 1970.
    @inlinable public func set(_ value: Int) { handle.set(value) }
}

extension Timestamp where Handle == IntegerGauge {
    /// Sets the value to a whole number of seconds since 1970.
    @inlinable public func set(_ value: Int) { handle.set(value) }
}
