// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning
import SpecDiagnostics

enum UnknownMetric {
    static let rule = Rule(code: "MG4101", name: "unknown-metric")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The query asks for a metric that the product doesn't have. Nobody sees an error: a panel shows "No data", \
            and an alert never fires.

            A name belongs to the product if it begins with the spec's prefix. It doesn't if a recording rule of the \
            references makes it, or if it begins with a prefix under `external:`, which is for metrics that are on the \
            product's page and come from somewhere else. With `--complete PREFIX` the names with that prefix belong to \
            a scraped page, and those that aren't on it are wrong too.
            """,
        badExample: "rate(shop_ordres_total[5m])", goodExample: "rate(shop_orders_total[5m])")

    static func finding(_ asked: AskedName, in query: CheckedQuery) -> Finding {
        let suggestion = query.metrics.suggestion(for: asked.name)
        return query.finding(
            rule, at: asked.span, "there is no metric \(quoted: asked.name)",
            help: suggestion.map { "did you mean \(quoted: $0)?" }
                ?? "correct the name; if something else has this metric, add the beginning of its name to `external`")
    }
}

enum NearlyKnownMetric {
    static let rule = Rule(code: "MG4104", name: "nearly-known-metric", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Nobody declares the series that the query asks for, and it is nearly one that somebody does: a name one \
            letter away from a metric of a product whose names have no prefix, or a family on a scraped page with an \
            ending that families of its type don't have. Another program may have such series, so this is only a \
            warning.
            """,
        badExample: "", goodExample: "")

    static func finding(_ asked: AskedName, near name: String, in query: CheckedQuery) -> Finding {
        query.finding(
            rule, at: asked.span, "nobody declares \(quoted: asked.name)", help: "did you mean \(quoted: name)?")
    }

    static func finding(_ asked: AskedName, wrongSeriesOf family: KnownMetric, in query: CheckedQuery) -> Finding {
        query.finding(
            rule, at: asked.span, WrongSeries.message(asked.name, family), notes: ["a page that was scraped says so"],
            help: WrongSeries.help(family))
    }
}

extension KnownMetrics {
    /// The nearest series that is served. What all names begin with makes none of them nearer.
    func suggestion(for name: String) -> String? {
        let prefix = (prefixes + completePrefixes).first(where: name.hasPrefix) ?? ""
        let isOfComplete = isComplete(name)
        let candidates = names.lazy.filter { candidate in
            guard candidate.hasPrefix(prefix), let series = self[candidate] else { return false }
            return series.known.state.isServed() && (series.known.origin == .product || isOfComplete)
        }
        return Suggestion.nearestOfAlike(
            to: String(name.dropFirst(prefix.count)), among: candidates.map { String($0.dropFirst(prefix.count)) }
        )
        .map { prefix + $0 }
    }
}
