// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum RateOfRate {
    static let rule = Rule(code: "MG4510", name: "rate-of-rate", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `rate`, `irate` and `increase` are for counters, which only grow: when a value falls they take it for a restart \
            and add all of it again. What is already a rate rises and falls all the time, and so do the increase within a \
            range, a mean, a share and a quantile. The rate of these means nothing, and is far too large. Take the rate once, \
            of the counter. `deriv` says how fast a rate changes.
            """,
        badExample: """
            # shop_orders_total is a counter
            rate(rate(shop_orders_total[5m])[1h:])
            """,
        goodExample: """
            # shop_orders_total is a counter
            rate(shop_orders_total[1h])
            """)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.hasValues else { return [] }
        return query.calls(of: ["rate", "irate", "increase"]).compactMap { call in
            guard let words = words(for: call.argument, in: query.metrics) else { return nil }
            let function = call.function.text ?? ""
            return query.finding(
                rule, at: call.function.span, "this is the `\(function)` of \(words), which rises and falls",
                notes: ["`\(function)` takes each fall for a restart and adds the whole value again"],
                help: call.argument.values.isGrowth
                    ? "take the `\(function)` of the counter only once; `deriv(…)` is how fast a rate changes"
                    : "`deriv(…)` is how fast it changes by the second, and `delta(…)` by how much it changed")
        }
    }

    /// Nil for what may only grow, and for gauges, which have a rule of their own.
    private static func words(for argument: QueryResult, in metrics: KnownMetrics) -> String? {
        switch argument.values {
        case .rate: "a rate"
        case .increase: "an increase"
        case .mean: "a mean"
        case .quantile: "a quantile"
        case .ratio:
            argument.metrics.contains { metrics.family($0)?.metric.kind.isGauge == false } ? "a share" : nil
        case .unknown, .counter, .addedCounters, .growing, .level, .one, .constant: nil
        }
    }
}

extension QueryCheck {
    static let rateOfRate = QueryCheck([RateOfRate.explained], eachQuery: RateOfRate.findings)
}

extension ValueKind {
    /// Whether it is the growth of counters.
    fileprivate var isGrowth: Bool {
        switch self {
        case .rate, .increase: true
        default: false
        }
    }
}
