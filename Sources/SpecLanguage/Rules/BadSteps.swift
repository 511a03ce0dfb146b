// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum BadSteps {
    package static let rule = Rule(code: "MG1413", name: "bad-steps")

    private static let most = SizeLimits.bounds

    static func finding(growth: Spanned<Double>) -> Finding? {
        growth.value > 1 && growth.value.isFinite
            ? nil
            : finding(
                growth.span, "each bound must be greater than the one before, by a factor above 1",
                help: "write the largest factor that is precise enough, such as `1.1`")
    }

    static func finding(linearFrom start: Spanned<Double>, width: Spanned<Double>, count: Spanned<Int>) -> Finding? {
        if !start.value.isFinite {
            return finding(start.span, "the first bound must be a finite number", help: "write one, such as `0.5`")
        }
        if !(width.value > 0 && width.value.isFinite) {
            return finding(
                width.span, "the distance between two bounds must be above 0, or they wouldn't be in ascending order",
                help: "write the distance, such as `0.5`")
        }
        if count.value > most { return tooMany(count) }
        let last = start.value + width.value * Double(count.value)
        return last.isFinite && start.value + width.value > start.value
            ? nil
            : finding(
                width.span,
                "these bounds exceed the range of a number, or are too close to each other to be different numbers",
                help: "write smaller numbers, or a greater `width`")
    }

    static func finding(
        exponentialFrom start: Spanned<Double>, factor: Spanned<Double>, count: Spanned<Int>
    ) -> Finding? {
        if !(start.value > 0 && start.value.isFinite) {
            return finding(
                start.span, "the first bound must be above 0, because multiplying 0 gives 0 again",
                help: "write the smallest value that matters, such as `0.001`")
        }
        if !(factor.value > 1 && factor.value.isFinite) {
            return finding(
                factor.span, "the factor must be above 1, or the bounds wouldn't be in ascending order",
                help: "write the factor from one bound to the next, such as `2`")
        }
        if count.value > most { return tooMany(count) }
        var last = start.value
        for _ in 1..<max(2, count.value) {
            let next = last * factor.value
            guard next.isFinite, next > last else {
                return finding(
                    count.span, "these bounds exceed the range of a number",
                    help: "write a smaller `count` or `factor`")
            }
            last = next
        }
        return nil
    }

    /// For bounds that rounding made equal.
    ///
    /// - Parameter step: the distance or the factor.
    static func finding(_ bounds: [Double], step: Spanned<Double>) -> Finding? {
        let areAscending = zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 && $1.isFinite }
        return areAscending
            ? nil
            : finding(
                step.span,
                "these bounds exceed the range of a number, or are too close to each other to be different numbers",
                help: "write other numbers, or a smaller `count`")
    }

    private static func tooMany(_ count: Spanned<Int>) -> Finding {
        finding(
            count.span,
            "\(count.value) bounds are more than \(most), and each adds a series for every combination of labels",
            help: "write at most \(most); 30 are many")
    }

    private static func finding(_ span: Span, _ message: String, help: String) -> Finding {
        Finding(rule, at: span, message, help: help)
    }
}
