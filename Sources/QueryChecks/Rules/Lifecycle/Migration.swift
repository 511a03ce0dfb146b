// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import QueryMeaning
import SpecDiagnostics

/// `new or old`, for the time in which some servers have only the one and some only the other.
enum Migration {
    static let openRule = Rule(code: "MG4203", name: "open-migration", severity: .note)
    static let open = ExplainedRule(
        openRule,
        explanation: """
            The query asks for a metric that ends, beside the one that replaces it: `new or old`. That is right while \
            servers of several releases run. The note says until when.
            """,
        badExample: "sum(shop_queue_requests) or sum(shop_waiting)", goodExample: "sum(shop_queue_requests)")

    static let finishedRule = Rule(code: "MG4204", name: "finished-migration", severity: .warning)
    static let finished = ExplainedRule(
        finishedRule,
        explanation: """
            The query asks for a metric that has been removed, and for the one that replaces it: `new or old`. No \
            supported release serves the old one any more: its part only costs time, and confuses readers.
            """,
        badExample: "sum(rate(shop_orders_total[5m])) or sum(rate(shop_parcels_total[5m]))",
        goodExample: "sum(rate(shop_orders_total[5m]))")

    static func finding(_ asked: AskedName, _ series: KnownSeries, in query: CheckedQuery) -> Finding {
        let isFinished = series.known.state == .removed
        return query.finding(
            isFinished ? finishedRule : openRule, at: asked.span, "\(quoted: asked.name) \(series.endInWords)",
            notes: [series.futureInWords].compactMap { $0 },
            help: isFinished
                ? "delete this alternative" : "delete this alternative when no server of an older release runs any more"
        )
    }
}
