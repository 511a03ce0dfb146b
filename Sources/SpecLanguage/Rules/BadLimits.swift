// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum BadLimits {
    package static let rule = Rule(code: "MG1407", name: "bad-limits")

    static func finding(_ key: String, _ value: Int, atLeast minimum: Int, at span: Span) -> Finding {
        Finding(
            rule, at: span, "\(quoted: key) must be at least \(minimum), not \(value)",
            help: "write a number of at least \(minimum), or delete the key")
    }

    /// For the factor between a unit and its base unit.
    static func finding(factor: Spanned<Double>) -> Finding {
        let why =
            factor.value == 1
            ? "with a factor of 1 it would be the base unit itself"
            : "the factor of a unit must be a finite number above 0"
        return Finding(rule, at: factor.span, why, help: "write how much of the base unit one of it is, such as `0.01`")
    }

    /// For the bound of a zero bucket.
    static func finding(threshold key: Spanned<String>) -> Finding {
        Finding(
            rule, at: key.span, "\(quoted: key.value) must be a finite number that isn't negative",
            help: "write the greatest number that means 0, such as `0.001`, or delete the key")
    }

    static func finding(minimum: Spanned<Int>, maximum: Spanned<Int>) -> Finding {
        Finding(
            rule, at: maximum.span, "the maximum \(maximum.value) is less than the minimum \(minimum.value)",
            help: "swap them, or delete one", related: [.init("the minimum", at: minimum.span)])
    }

    static func finding(
        default value: Int, at span: Span, minimum: Spanned<Int>?, maximum: Spanned<Int>?
    ) -> Finding? {
        // If the limits contradict each other, every default would be wrong.
        if let minimum, let maximum, minimum.value > maximum.value { return nil }
        if let minimum, value < minimum.value {
            return Finding(
                rule, at: span, "the default \(value) is less than the minimum",
                help: "write a default of at least \(minimum.value), or lower the minimum",
                related: [.init("the minimum", at: minimum.span)])
        }
        if let maximum, value > maximum.value {
            return Finding(
                rule, at: span, "the default \(value) is greater than the maximum",
                help: "write a default of at most \(maximum.value), or raise the maximum",
                related: [.init("the maximum", at: maximum.span)])
        }
        return nil
    }
}
