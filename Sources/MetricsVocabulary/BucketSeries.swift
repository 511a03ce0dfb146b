// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Series of bucket bounds: for exponent 0, 1, 2 … and each mantissa m, `m * 10^exponent` while that is at most the
/// limit. The first that exceeds the limit ends the series; the limit itself is a bound only if it lies on the grid.
public enum BucketSeries {
    /// The bounds up to a whole number, which is compared exactly, even if a double can't hold it.
    ///
    /// - Parameters:
    ///   - mantissas: Positive, strictly increasing, the last less than ten times the first.
    ///   - limit: A limit below the first mantissa gives no bounds.
    public static func bounds(mantissas: [Double], through limit: Int) -> [Double] {
        bounds(mantissas: mantissas) { bound in
            guard let whole = Int(exactly: bound) else { return bound <= Double(limit) }
            return whole <= limit
        }
    }

    /// The bounds below a whole number, which is compared exactly as well.
    ///
    /// - Parameters:
    ///   - mantissas: Positive, strictly increasing, the last less than ten times the first.
    ///   - limit: A limit up to the first mantissa gives no bounds.
    public static func bounds(mantissas: [Double], below limit: Int) -> [Double] {
        bounds(mantissas: mantissas) { bound in
            guard let whole = Int(exactly: bound) else { return bound < Double(limit) }
            return whole < limit
        }
    }

    /// The bounds below a limit that may have a fraction.
    package static func bounds(mantissas: [Double], below limit: Double) -> [Double] {
        bounds(mantissas: mantissas) { $0 < limit }
    }

    /// The bounds up to a limit that may have a fraction.
    public static func bounds(mantissas: [Double], through limit: Double) -> [Double] {
        bounds(mantissas: mantissas) { $0 <= limit }
    }

    private static func bounds(mantissas: [Double], while isWithin: (Double) -> Bool) -> [Double] {
        var bounds: [Double] = []
        var power = 1.0
        // Powers of ten are exact up to 1e22 and no limit is beyond 1.8e308: the loop ends there at the latest.
        while power.isFinite, !mantissas.isEmpty {
            for mantissa in mantissas {
                let bound = mantissa * power
                guard bound.isFinite, isWithin(bound) else { return bounds }
                bounds.append(bound)
            }
            power *= 10
        }
        return bounds
    }
}
