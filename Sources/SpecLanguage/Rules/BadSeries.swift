// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics

package enum BadSeries {
    package static let rule = Rule(code: "MG1402", name: "bad-series")

    private static let most = SizeLimits.bounds

    static func finding(
        _ mantissas: Spanned<[Spanned<Double>]>, limit: Spanned<BoundsDeclaration.Limit>?, isExclusive: Bool
    ) -> Finding? {
        let key = (isExclusive ? BucketKeys.lessThan : BucketKeys.max).name
        func made(_ message: String, at span: Span, help: String) -> Finding {
            Finding(rule, at: span, message, help: help)
        }
        guard let first = mantissas.value.first else {
            return made(
                "this series has no numbers, so it has no bounds", at: mantissas.span,
                help: "list them, such as `[1, 2, 5]`")
        }
        var previous = 0.0
        for mantissa in mantissas.value {
            if !mantissa.value.isFinite || mantissa.value <= 0 {
                return made(
                    "the numbers of a series must be above 0, because they are multiplied by 10, 100 and so on",
                    at: mantissa.span, help: "write one, or delete it")
            }
            if mantissa.value <= previous {
                return made(
                    "this number isn't greater than the one before it, so the bounds wouldn't be in ascending order",
                    at: mantissa.span, help: "write the numbers in ascending order, each once")
            }
            if mantissa.value >= 10 * first.value {
                return made(
                    "this number is at least ten times the first, so the bounds wouldn't be in ascending order",
                    at: mantissa.span,
                    help: "delete it")
            }
            previous = mantissa.value
        }
        if let limit, case .parameter = limit.value, mantissas.value.count > SizeLimits.mantissas {
            return made(
                "this series has \(mantissas.value.count) numbers, and at most \(SizeLimits.mantissas) are allowed if its \(quoted: key) is a parameter",
                at: mantissas.span, help: "write fewer numbers, such as `[1, 2, 5]`")
        }
        if let limit, case .number(let number) = limit.value {
            if !number.isFinite {
                return made(
                    "the \(quoted: key) of a series must be finite", at: limit.span, help: "write a finite number")
            }
            if number < first.value || isExclusive && number == first.value {
                return made(
                    "this series ends before its first bound, so it has none", at: limit.span,
                    help: isExclusive
                        ? "write a number above the first one" : "write a `max` of at least the first number")
            }
            let count = BucketSeries.bounds(mantissas: mantissas.value.map(\.value), through: number).count
            if count > most {
                return made(
                    "this series has \(count) bounds up to its \(quoted: key), and each bound adds a series for every combination of labels",
                    at: limit.span,
                    help: "write a smaller \(quoted: key): at most \(most) bounds are allowed, and 30 are many")
            }
        }
        return nil
    }
}
