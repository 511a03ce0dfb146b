// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning
import SpecDiagnostics
import SpecModel

enum ConditionalMetric {
    static let rule = Rule(code: "MG4103", name: "conditional-metric", severity: .note)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Only processes that were started with a parameter have this metric: its declaration, or that of its group, \
            has an `if`. Where the parameter is off, the query has no result. That may be meant; an alert with \
            `absent()` would fire there.
            """,
        badExample: "rate(shop_trips_total[5m])", goodExample: "rate(shop_orders_total[5m])")

    static func finding(_ asked: AskedName, _ series: KnownSeries, in query: CheckedQuery) -> Finding {
        let conditions = (series.metric.condition?.conjuncts ?? []).map(\.description)
        return query.finding(
            rule, at: asked.span,
            """
            only processes with \(conditions.quoted(joinedBy: "and")) have \(quoted: asked.name)
            """,
            help: "expect no data from the others")
    }
}
