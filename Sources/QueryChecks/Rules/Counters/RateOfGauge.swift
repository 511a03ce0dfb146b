// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecDiagnostics
import SpecModel

enum RateOfGauge {
    static let rule = Rule(code: "MG4501", name: "rate-of-gauge", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `rate`, `irate` and `increase` are for counters, which only grow: when a value falls they take it for a restart \
            and add all of it again. A gauge falls all the time, so the result means nothing, and is far too large. How fast \
            a gauge changes is its `deriv`, by how much it changed is its `delta`, and what it reached is its \
            `max_over_time`. How often a process restarted is `changes` of its start time.
            """,
        badExample: """
            # shop_queue_requests is a gauge
            sum(rate(shop_queue_requests[5m]))
            """,
        goodExample: """
            # shop_queue_requests is a gauge
            sum(deriv(shop_queue_requests[5m]))
            """)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.hasValues else { return [] }
        return query.calls(of: ["rate", "irate", "increase"]).compactMap { call in
            guard [.level, .ratio, .one].contains(call.argument.values), let name = call.argument.metrics.first,
                let family = query.metrics.family(name)?.metric,
                call.argument.metrics.allSatisfy({ query.metrics.family($0)?.metric.kind.isGauge == true })
            else { return nil }
            let function = call.function.text ?? ""
            return query.finding(
                rule, at: call.function.span,
                "`\(name)` is \(family.kind.withArticle), and `\(function)` takes each fall of its value for a restart",
                notes: ["the result means nothing: after each fall the whole value is added again"],
                help: help(function, of: family.unit))
        }
    }

    private static func help(_ function: String, of unit: Unit?) -> String {
        switch (function, unit) {
        case (_, .unixSeconds): "`changes(…)` counts how often the moment was another one"
        case ("increase", _): "`delta(…)` is by how much it changed, and `max_over_time(…)` what it reached"
        default: "`deriv(…)` is how fast it changes by the second, and `delta(…)` by how much it changed"
        }
    }
}

extension QueryCheck {
    static let rateOfGauge = QueryCheck([RateOfGauge.explained], eachQuery: RateOfGauge.findings)
}
