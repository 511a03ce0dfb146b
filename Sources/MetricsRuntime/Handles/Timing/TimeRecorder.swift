// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A handle that records a number which was read from a clock.
public protocol TimeRecorder: Sendable {
    /// Whether what is recorded is kept: not if the metric is hidden or excluded. Then no clock is read.
    var isRecorded: Bool { get }

    /// Records a time in the metric's unit.
    func record(time: Double)
}

extension Histogram: TimeRecorder {
    /// Whether what is recorded is kept.
    @inlinable public var isRecorded: Bool { cell != nil }
    /// Observes a time in the metric's unit.
    @inlinable public func record(time: Double) { observe(time) }
}

extension Summary: TimeRecorder {
    /// Whether what is recorded is kept.
    @inlinable public var isRecorded: Bool { cell != nil }
    /// Observes a time in the metric's unit.
    @inlinable public func record(time: Double) { observe(time) }
}

extension Gauge: TimeRecorder {
    /// Whether what is recorded is kept.
    @inlinable public var isRecorded: Bool { cell != nil }
    /// Sets the value to a time in the metric's unit.
    @inlinable public func record(time: Double) { set(time) }
}

// Whole numbers: the nearest one.

extension IntegerHistogram: TimeRecorder {
    /// Whether what is recorded is kept.
    @inlinable public var isRecorded: Bool { histogram.isRecorded }
    /// Observes a time in the metric's unit, rounded to the nearest whole number.
    @inlinable public func record(time: Double) { histogram.observe(time.rounded()) }
}

extension IntegerSummary: TimeRecorder {
    /// Whether what is recorded is kept.
    @inlinable public var isRecorded: Bool { summary.isRecorded }
    /// Observes a time in the metric's unit, rounded to the nearest whole number.
    @inlinable public func record(time: Double) { summary.observe(time.rounded()) }
}

extension IntegerGauge: TimeRecorder {
    /// Whether what is recorded is kept.
    @inlinable public var isRecorded: Bool { gauge.isRecorded }
    /// Sets the value to a time in the metric's unit, rounded to the nearest whole number.
    @inlinable public func record(time: Double) { gauge.set(time.rounded()) }
}
