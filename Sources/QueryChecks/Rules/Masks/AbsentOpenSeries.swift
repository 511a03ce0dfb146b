// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecDiagnostics
import SpecHistory

enum AbsentOpenSeries {
    static let rule = Rule(code: "MG4703", name: "absent-open-series", severity: .note)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A metric with an open label has its first series with the first event. Until then `absent()` is 1, although \
            nothing is wrong: an alert with it fires after each start, until something happens. A metric without open \
            labels is there from the start, and `absent()` of it, or of `up`, says that the process is gone.
            """,
        badExample: """
            # shop_customer_orders_total has the open label customer
            absent(shop_customer_orders_total)
            """,
        goodExample: "absent(shop_orders_total)")

    static func findings(_ query: CheckedQuery) -> [Finding] {
        query.meaning.nodes.compactMap { node in
            guard case .call(let function, let arguments) = node.expression.form,
                ["absent", "absent_over_time"].contains(function.text), let argument = arguments.first,
                let selector = argument.selectors.first, argument.selectors.count == 1, let name = selector.metricName,
                let series = query.metrics[name], let label = series.metric.openLabel
            else { return nil }
            return query.finding(
                rule, at: argument.span,
                "\(quoted: name) has no series before its first event, since its label \(quoted: label) is open",
                notes: ["until then this is 1, although nothing is wrong"],
                help: "ask for a metric without an open label, or for `up`, to find out whether the process runs")
        }
    }
}

extension QueryCheck {
    static let absentOpenSeries = QueryCheck([AbsentOpenSeries.explained], eachQuery: AbsentOpenSeries.findings)
}

extension CataloguedMetric {
    /// A label whose values are only known at each event.
    fileprivate var openLabel: String? { kind.has(.fields) ? nil : labels.first(where: \.isOpen)?.name }
}
