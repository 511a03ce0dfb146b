// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let openMetricsCollision: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2110", name: "open-metrics-collision", severity: .warning, isAboutName: true),
            explanation: """
                In OpenMetrics a counter `orders_total` is the family `orders`, an info `build_info` the family `build`, \
                and no two families can have the same name. An additional gauge `orders` is fine in text format 0.0.4, \
                but makes the exposition unreadable for a scraper that asks for OpenMetrics. Rename one of them.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      orders_total: {type: counter, help: Orders placed.}
                      orders: {type: gauge, help: Orders that are open.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      orders_total: {type: counter, help: Orders placed.}
                      open_orders: {type: gauge, help: Orders that are open.}
                """)
    ) { input in
        var owners: [String: Metric] = [:]
        return input.livingMetrics.compactMap { metric -> Finding? in
            let family = metric.openMetricsFamily
            guard let first = owners[family] else {
                owners[family] = metric
                return nil
            }
            guard !first.excludes(metric, among: input.product.parameters) else { return nil }
            return Finding(
                openMetricsCollision.rule, at: input.name(of: metric),
                "\(quoted: metric.name) and \(quoted: first.name) are both the family \(quoted: family) in OpenMetrics, which can have only one type",
                help: "give one of them another name",
                related: [.init("\(quoted: first.name) is declared here", at: input.name(of: first))])
        }
    }
}
