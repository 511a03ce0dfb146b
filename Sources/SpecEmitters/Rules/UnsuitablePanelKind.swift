// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

/// A panel that can't show its metric.
enum UnsuitablePanelKind {
    static let rule = Rule(code: "MG3301", name: "unsuitable-panel-kind")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A panel can't show what its metric doesn't have: a heatmap needs the buckets of a histogram, a table the \
            labels of a gauge or an info metric, a timeline the states of a stateset, and a dial (`gauge`) a value \
            with two known ends, which is one with the unit `ratio` or `percent`. Leave `kind` out to get a suitable \
            panel, or choose one of the listed kinds.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs:
              grafana: {directory: grafana}
            groups:
              sales:
                metrics:
                  sold_total:
                    type: counter
                    help: Things sold.
                    panel: {kind: heatmap}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs:
              grafana: {directory: grafana}
            groups:
              sales:
                metrics:
                  sold_total:
                    type: counter
                    help: Things sold.
                    panel: {kind: timeseries}
            """)

    static func findings(in spec: ResolvedSpec) -> [Finding] {
        spec.product.metrics.compactMap { finding(on: $0, spec.origins) }
    }

    private static func finding(on metric: Metric, _ origins: Origins) -> Finding? {
        guard let kind = metric.panel.kind else { return nil }
        let fitting = MetricPanel(metric).choice.fitting
        if fitting.contains(kind) { return nil }
        let names = fitting.map { "\(quoted: $0.rawValue)" }.joined(separator: ", ")
        return Finding(
            rule, at: origins.value(of: .panelKind, of: .metric(metric.id)),
            "the \(metric.kind.rawValue) \(quoted: metric.name) can't be shown as a panel of kind \(quoted: kind.rawValue)",
            help: "leave `kind` out, or choose one of \(names)")
    }
}
