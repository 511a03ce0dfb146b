// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning
import SpecDiagnostics

enum DeprecatedMetric {
    static let rule = Rule(code: "MG4202", name: "deprecated-metric", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The metric is deprecated: a later release hides it and then removes it, and the query will have no result. \
            While servers of several releases run, ask for both: `new or old`.

            Where exactly one metric replaces it, with the same type, unit and labels, there is a fix.
            """,
        badExample: "sum(shop_waiting)", goodExample: "sum(shop_queue_requests)")

    static func finding(_ asked: AskedName, _ series: KnownSeries, in query: CheckedQuery) -> Finding {
        query.finding(
            rule, at: asked.span, "\(quoted: asked.name) \(series.endInWords)",
            notes: [series.futureInWords].compactMap { $0 }, help: series.replacementInWords(in: query.metrics),
            fixes: series.equal(in: query.metrics).map { query.renaming(asked, to: $0) } ?? [])
    }
}
