// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Bounds that follow a rule.
public enum BucketSteps {
    /// How bounds are rounded.
    package enum Rounding: String, Sendable, CaseIterable {
        /// A decimal that the spec writes stays one: 0.1 and twice the distance 0.1 is 0.3, not 0.30000000000000004.
        case decimal
        /// Each bound is computed from the one before, as functions of Prometheus' Go client do it.
        case float
        /// Each bound is computed from its position: `start * factor ** n` and `start + n * width`, as code in Python
        /// usually does it.
        case formula
    }

    /// Bounds at equal distances, rounded in one of the ways.
    package static func linear(from start: Double, width: Double, count: Int, _ rounding: Rounding) -> [Double] {
        switch rounding {
        case .decimal: return linear(from: start, width: width, count: count)
        case .float:
            var bound = start
            return (0..<count).map { _ in
                defer { bound += width }
                return bound
            }
        case .formula: return (0..<count).map { start + Double($0) * width }
        }
    }

    /// Bounds that grow by a factor, rounded in one of the ways.
    package static func exponential(
        from start: Double, factor: Double, count: Int, _ rounding: Rounding
    ) -> [Double] {
        switch rounding {
        case .decimal: return exponential(from: start, factor: factor, count: count)
        case .float:
            var bound = start
            return (0..<count).map { _ in
                defer { bound *= factor }
                return bound
            }
        case .formula:
            var power = ExactPower(of: factor)
            return (0..<count).map { _ in start * power.next() }
        }
    }

    /// Bounds at equal distances: `start`, `start + width` and so on. A decimal stays one.
    public static func linear(from start: Double, width: Double, count: Int) -> [Double] {
        guard let power = commonPower(start, width), let first = Int(exactly: (start * power).rounded()),
            let step = Int(exactly: (width * power).rounded())
        else { return (0..<count).map { start + Double($0) * width } }
        return (0..<count).map { index in
            let (distance, isTooFar) = step.multipliedReportingOverflow(by: index)
            let (bound, isTooLarge) = first.addingReportingOverflow(distance)
            return isTooFar || isTooLarge ? start + Double(index) * width : Double(bound) / power
        }
    }

    /// Bounds that grow by a factor: `start`, `start * factor` and so on. A decimal stays one.
    public static func exponential(from start: Double, factor: Double, count: Int) -> [Double] {
        var bounds: [Double] = []
        // Whole numbers over powers of ten are exact as long as they fit a double.
        var exact: (numerator: Int, power: Double)? = power(of: start).map { (Int((start * $0).rounded()), $0) }
        let step: (numerator: Int, power: Double)? = power(of: factor).map { (Int((factor * $0).rounded()), $0) }
        var bound = start
        for _ in 0..<count {
            bounds.append(exact.map { Double($0.numerator) / $0.power } ?? bound)
            bound = bounds[bounds.count - 1] * factor
            if let current = exact, let step {
                let (numerator, isOverflow) = current.numerator.multipliedReportingOverflow(by: step.numerator)
                let power = current.power * step.power
                exact = isOverflow || numerator > 1 << 53 || power > 1e22 ? nil : (numerator, power)
            } else {
                exact = nil
            }
        }
        return bounds
    }

    /// A power of ten that makes both whole numbers.
    private static func commonPower(_ left: Double, _ right: Double) -> Double? {
        guard let left = power(of: left), let right = power(of: right) else { return nil }
        return max(left, right)
    }

    private static func power(of value: Double) -> Double? {
        var power = 1.0
        while power <= 1e12 {
            let whole = (value * power).rounded()
            if abs(whole) < 1e15, whole / power == value { return power }
            power *= 10
        }
        return nil
    }
}
