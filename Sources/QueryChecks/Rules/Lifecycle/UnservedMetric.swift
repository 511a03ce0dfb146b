// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning
import SpecDiagnostics

enum UnservedMetric {
    static let rule = Rule(code: "MG4201", name: "unserved-metric")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            At the release that is looked at, the metric is hidden or removed, so the query has no result. The release \
            is that of the spec, or that of `--product-version`. A hidden metric is served only by processes that show \
            hidden metrics.

            Where exactly one metric replaces it, with the same type, unit and labels, there is a fix.
            """,
        badExample: "rate(shop_parcels_total[5m])", goodExample: "rate(shop_orders_total[5m])")

    static func finding(_ asked: AskedName, _ series: KnownSeries, in query: CheckedQuery) -> Finding {
        query.finding(
            rule, at: asked.span, "\(quoted: asked.name) \(series.endInWords)",
            notes: [series.futureInWords].compactMap { $0 }, help: series.replacementInWords(in: query.metrics),
            fixes: series.equal(in: query.metrics).map { query.renaming(asked, to: $0) } ?? [])
    }
}
