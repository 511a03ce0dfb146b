// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum DeltaOfCounter {
    static let rule = Rule(code: "MG4504", name: "delta-of-counter", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `delta`, `deriv` and their like are for gauges, which rise and fall. When a process restarts, its counter falls \
            to 0, and these functions take that for a real fall: the result is negative, or far too low. `increase` and `rate` \
            know restarts.
            """,
        badExample: """
            # shop_orders_total is a counter
            sum(delta(shop_orders_total[1h]))
            """,
        goodExample: """
            # shop_orders_total is a counter
            sum(increase(shop_orders_total[1h]))
            """)

    /// The functions for gauges, and what to use for counters.
    private static let instead = [
        "delta": "increase", "idelta": "increase", "deriv": "rate", "predict_linear": "rate",
        "double_exponential_smoothing": "rate", "holt_winters": "rate",
    ]
    static let functions = Set(instead.keys)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.hasValues else { return [] }
        return query.calls(of: functions).compactMap { call in
            guard call.argument.values.isRawCounter, let function = call.function.text,
                let instead = instead[function]
            else { return nil }
            let name = call.node.expression.selectors.first?.metricName ?? ""
            // Between restarts both say the same.
            let fix =
                function == "delta"
                ? query.fix("write `\(instead)`", replacing: call.function.span, with: instead) : nil
            return query.finding(
                rule, at: call.function.span,
                "`\(function)` is for gauges, and `\(name)` is a counter",
                notes: ["each restart of a process is a fall to 0, which `\(function)` takes for a change"],
                help: "`\(instead)` knows restarts", fixes: fix.map { [$0] } ?? [])
        }
    }
}

extension QueryCheck {
    static let deltaOfCounter = QueryCheck([DeltaOfCounter.explained], eachQuery: DeltaOfCounter.findings)
}
