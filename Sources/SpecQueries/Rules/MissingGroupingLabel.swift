// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

enum MissingGroupingLabel {
    static let rule = Rule(code: "MG7004", name: "missing-grouping-label")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A derived value has one series for each combination of the labels in `by`. Each metric that it is \
            computed from has to have these labels: if only the numerator has one, the series of the two sides don't \
            match, and the result is empty.
            """,
        badExample: ExampleShop.spec(
            """
            derived:
              return_share: {help: Share of orders that come back., ratio: {of: returns_total, to: orders_total}, by: branch}
            """),
        goodExample: ExampleShop.spec(
            """
            derived:
              return_share: {help: Share of orders that come back., ratio: {of: returns_total, to: orders_total}, by: outcome}
            """))

    static func finding(_ label: String, _ metric: Metric, of query: WrittenQuery, at place: Span) -> Finding {
        Finding(
            rule, at: place, "\(quoted: metric.name) has no label \(quoted: label), so no series of it matches",
            help: "delete it from `by`, or choose a metric that has it",
            related: [.init("the metric is named here", at: query.place)])
    }
}
