// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

// Handles of metrics whose spec says `value: integer`: the same cells, with an interface that takes only whole
// numbers.

/// A counter of whole amounts.
@frozen public struct IntegerCounter: Sendable {
    @usableFromInline let counter: Counter

    /// The same counter, for whole amounts only.
    @inlinable public init(_ counter: Counter) { self.counter = counter }

    /// Adds 1.
    @inlinable public func increment() { counter.increment() }

    /// Adds a whole amount, exactly.
    ///
    /// - Returns: `false` if the amount is negative. Nothing is added then.
    @inlinable @discardableResult public func increment(by amount: Int) -> Bool { counter.increment(by: amount) }
}

/// A gauge of whole numbers.
@frozen public struct IntegerGauge: Sendable {
    @usableFromInline let gauge: Gauge

    /// The same gauge, for whole numbers only.
    @inlinable public init(_ gauge: Gauge) { self.gauge = gauge }

    /// Sets the value.
    @inlinable public func set(_ value: Int) { gauge.set(value) }

    /// Adds to the value; a gauge that was never set starts at 0.
    @inlinable public func increment(by amount: Int = 1) { gauge.increment(by: Double(amount)) }

    /// Subtracts from the value; a gauge that was never set starts at 0.
    @inlinable public func decrement(by amount: Int = 1) { gauge.decrement(by: Double(amount)) }
}

/// A summary of whole numbers.
@frozen public struct IntegerSummary: Sendable {
    @usableFromInline let summary: Summary

    /// The same summary, for whole numbers only.
    @inlinable public init(_ summary: Summary) { self.summary = summary }

    /// Counts a whole number and adds it to the sum.
    @inlinable public func observe(_ value: Int) { summary.observe(value) }
}

/// A histogram of whole numbers.
@frozen public struct IntegerHistogram: Sendable {
    @usableFromInline let histogram: Histogram

    /// The same histogram, for whole numbers only.
    @inlinable public init(_ histogram: Histogram) { self.histogram = histogram }

    /// Counts a whole number in its bucket and adds it to the sum.
    @inlinable public func observe(_ value: Int) { histogram.observe(value) }
}
