// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

public import MetricsRuntime

/// A handle whose records add up.
public protocol CapturedHandle {
    /// A number, or the number of observations with their sum.
    associatedtype Change: AdditiveArithmetic & Sendable
    /// What has been recorded so far.
    var change: Change { get }
}

/// A handle that is set.
public protocol CapturedValue {
    /// Nil if it was never set.
    var value: Double? { get }
}

/// The observations of a histogram or a summary.
public struct Observations: AdditiveArithmetic, Sendable {
    /// How many.
    public let count: Int
    /// Their sum.
    public let sum: Double

    /// A number of observations and their sum.
    public init(count: Int, sum: Double) {
        self.count = count
        self.sum = sum
    }

    init(_ recorded: (count: UInt64, sum: Double)) {
        self.init(count: Int(clamping: recorded.count), sum: recorded.sum)
    }

    /// No observations.
    public static let zero = Observations(count: 0, sum: 0)

    /// Both.
    public static func + (left: Observations, right: Observations) -> Observations {
        Observations(count: left.count + right.count, sum: left.sum + right.sum)
    }

    /// Those of the left that are not of the right.
    public static func - (left: Observations, right: Observations) -> Observations {
        Observations(count: left.count - right.count, sum: left.sum - right.sum)
    }
}

extension Counter: CapturedHandle {
    /// The amount so far.
    public var change: Double { recorded }
}

extension IntegerCounter: CapturedHandle {
    /// The amount so far.
    public var change: Double { recorded }
}

extension Histogram: CapturedHandle {
    /// The observations so far.
    public var change: Observations { Observations(recorded) }
}

extension IntegerHistogram: CapturedHandle {
    /// The observations so far.
    public var change: Observations { Observations(recorded) }
}

extension Summary: CapturedHandle {
    /// The observations so far.
    public var change: Observations { Observations(recorded) }
}

extension IntegerSummary: CapturedHandle {
    /// The observations so far.
    public var change: Observations { Observations(recorded) }
}

extension Timed: CapturedHandle where Handle: CapturedHandle {
    /// The observations so far.
    public var change: Handle.Change { handle.change }
}

extension Gauge: CapturedHandle, CapturedValue {
    /// The value, 0 if it was never set.
    public var change: Double { recorded ?? 0 }
    /// Nil if it was never set.
    public var value: Double? { recorded }
}

extension IntegerGauge: CapturedHandle, CapturedValue {
    /// The value, 0 if it was never set.
    public var change: Double { recorded ?? 0 }
    /// Nil if it was never set.
    public var value: Double? { recorded }
}

extension AbsoluteCounter: CapturedHandle, CapturedValue {
    /// The count, 0 if it was never set.
    public var change: Double { recorded ?? 0 }
    /// Nil if it was never set.
    public var value: Double? { recorded }
}

extension Timestamp: CapturedValue where Handle: CapturedValue {
    /// Nil if it was never set.
    public var value: Double? { handle.value }
}
