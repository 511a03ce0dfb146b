// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum SumShownAsTime {
    static let rule = Rule(code: "MG4508", name: "sum-shown-as-time", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The rate of the `_sum` of a histogram of seconds is not a time: it is the seconds that were spent in each second, \
            over all requests, so it grows with the number of requests. That is how many were in progress on average. The \
            mean time of a request is that rate divided by the rate of `_count`.
            """,
        badExample: """
            # shop_door_seconds is a histogram. In a panel with the unit `s`:
            sum(rate(shop_door_seconds_sum[5m]))
            """,
        goodExample: """
            # shop_door_seconds is a histogram. In a panel with the unit `s`:
            sum(rate(shop_door_seconds_sum[5m])) / sum(rate(shop_door_seconds_count[5m]))
            """)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.hasValues, let id = query.panel?.unit, GrafanaUnitMeaning.of(id.text)?.isTime == true,
            let root = query.meaning.nodes.last, case .rate(.sum) = root.result.values,
            root.result.metrics.count == 1, let family = query.metrics.family(root.result.metrics[0])?.metric,
            QueryUnit(family.unit).isTime,
            let selector = query.meaning.nodes.lazy.compactMap(\.selector).first
        else { return [] }
        return [
            query.finding(
                rule, at: selector.span,
                "the rate of a `_sum` is not a time, and the panel's unit is `\(id.text)`",
                notes: ["it is the time spent in each second over all requests, and grows with their number"],
                help: "divide it by the rate of `\(family.name)_count`: that is the mean")
        ]
    }
}

extension QueryCheck {
    static let sumShownAsTime = QueryCheck([SumShownAsTime.explained], eachQuery: SumShownAsTime.findings)
}
