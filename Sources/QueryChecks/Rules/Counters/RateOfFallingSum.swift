// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum RateOfFallingSum {
    static let rule = Rule(code: "MG4509", name: "rate-of-falling-sum", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A histogram with a bound below 0 can observe negative values, and then its `_sum` falls. `rate`, `irate` and \
            `increase` take each fall for a restart of the process and add the whole sum again. Its `_count` and its buckets \
            only grow: use them, for example in a quantile.
            """,
        badExample: """
            # shop_cold_store_celsius is a histogram with the bounds -20, -10 and 0
            sum(rate(shop_cold_store_celsius_sum[5m])) / sum(rate(shop_cold_store_celsius_count[5m]))
            """,
        goodExample: """
            # shop_cold_store_celsius is a histogram with the bounds -20, -10 and 0
            histogram_quantile(0.5, sum by (le) (rate(shop_cold_store_celsius_bucket[5m])))
            """)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.hasValues else { return [] }
        return query.calls(of: ["rate", "irate", "increase"]).compactMap { call in
            guard call.argument.values.role == .sum, call.argument.metrics.count == 1,
                let family = query.metrics.family(call.argument.metrics[0])?.metric,
                let lowest = family.bounds?.known?.first, lowest < 0
            else { return nil }
            return query.finding(
                rule, at: call.function.span,
                "`\(family.name)_sum` falls when a negative value is observed, and `\(call.function.text ?? "")` takes that for a restart",
                notes: ["its lowest bound is below 0"],
                help: "`\(family.name)_count` and the buckets only grow: take a quantile")
        }
    }
}

extension QueryCheck {
    static let rateOfFallingSum = QueryCheck([RateOfFallingSum.explained], eachQuery: RateOfFallingSum.findings)
}
