// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let panelKeyWithoutEffect: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2802", name: "panel-key-without-effect", severity: .warning),
            explanation: """
                A panel of this kind can't show what another key of `panel` asks for: a heatmap has no lines for \
                `group_by` or `quantiles`, a `stat` shows only the quantile 0.99, and a table has a row for each \
                combination of labels. Leave `kind` out, write `kind: timeseries`, or delete the other key.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items:
                        type: histogram
                        help: Items of an order.
                        buckets: [1, 2, 5]
                        panel: {kind: heatmap, quantiles: [0.5]}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items:
                        type: histogram
                        help: Items of an order.
                        buckets: [1, 2, 5]
                        panel: {kind: timeseries, quantiles: [0.5]}
                """),
        isAboutOneMetric: true
    ) { input in
        input.livingMetrics.compactMap { metric in
            guard let kind = metric.panel.kind else { return nil }
            var keys: [String] = []
            if [.heatmap, .table].contains(kind), metric.panel.grouping != nil { keys.append("group_by") }
            if [.heatmap, .stat].contains(kind), !metric.panel.quantiles.isEmpty { keys.append("quantiles") }
            guard !keys.isEmpty else { return nil }
            return Finding(
                panelKeyWithoutEffect.rule, at: input.origins.value(of: .panelKind, of: .metric(metric.id)),
                "\(keys.quoted(joinedBy: "and")) \(keys.count == 1 ? "has" : "have") no effect on a panel of kind \(quoted: kind.rawValue)",
                help: "leave `kind` out, write `kind: timeseries`, or delete \(keys.quoted(joinedBy: "and"))")
        }
    }
}
