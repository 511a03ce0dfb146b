// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

enum UnsuitableMetric {
    static let rule = Rule(code: "MG7003", name: "unsuitable-metric")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A ratio and a rate are about how fast something grows, so they take counters or the number of \
            observations of a histogram or a summary. A saturation and a difference take gauges, a quantile takes a \
            histogram, and a mean a histogram or a summary. Other metrics would give a number without a meaning.
            """,
        badExample: ExampleShop.spec(
            """
            derived:
              waiting_rate: {help: Orders that begin to wait each second., rate: waiting}
            """),
        goodExample: ExampleShop.spec(
            """
            derived:
              order_rate: {help: Orders each second., rate: orders_total}
            """))

    static func finding(
        _ metric: Metric, for use: SeriesReference.Use, _ key: String, of written: String, at place: Span
    ) -> Finding {
        Finding(
            rule, at: place, part: Finding.Part(0..<key.utf8.count, of: written),
            "this takes \(use.words), and \(quoted: metric.name) has the type `\(metric.kind.rawValue)`",
            help: "choose another metric, or another form of derived value")
    }
}
