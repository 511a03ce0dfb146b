// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A sum of doubles with twice their precision: the rounded sum, and what rounding removed from it.
///
/// A directory's files are added up in the order of their names, and folding changes which values are added first.
/// With plain doubles, another order changes the sum in its last digit, and Prometheus takes a counter that decreased
/// in its last digit for one that was reset.
struct DoubleSum {
    private(set) var high: Double
    private(set) var low: Double

    @inline(__always)
    init(high: Double, low: Double) {
        self.high = high
        self.low = low
    }

    @inline(__always)
    mutating func add(_ value: Double) {
        let sum = high + value
        guard sum.isFinite else { return addBeyondLimit(value) }
        let part = sum - high
        low += (high - (sum - part)) + (value - part)
        high = sum
    }

    /// Infinity and NaN stay, and two different infinities make NaN. A finite sum may leave the range of doubles and
    /// come back: the first part stays at the limit, and the second has what is beyond it.
    @inline(never)
    private mutating func addBeyondLimit(_ value: Double) {
        guard high.isFinite, value.isFinite else {
            high += value
            low = 0
            return
        }
        // Both have the same sign. The difference to the limit is exact for the larger one.
        let limit = value < 0 ? -Double.greatestFiniteMagnitude : .greatestFiniteMagnitude
        let (larger, smaller) = high.magnitude > value.magnitude ? (high, value) : (value, high)
        low += (larger - limit) + smaller
        high = limit
    }

    /// The nearest double.
    var value: Double { high.isFinite ? high + low : high }

    /// The same sum, with as much as possible in the first part.
    var normalized: DoubleSum {
        let sum = value
        guard sum.isFinite else { return low.isFinite && high.isFinite ? self : DoubleSum(high: sum, low: 0) }
        return DoubleSum(high: sum, low: low - (sum - high))
    }
}
