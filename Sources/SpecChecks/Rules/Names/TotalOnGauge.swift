// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let totalOnGauge: SpecCheck = naming(
        ExplainedRule(
            Rule(code: "MG2108", name: "total-on-gauge", severity: .warning),
            explanation: """
                `_total` at the end of a name says that the metric is a counter, and readers of the name write \
                `rate()` around it. That is wrong on a gauge, and on a stateset, which is scraped as a gauge. Leave \
                the suffix out.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items_total: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items: {type: gauge, help: Items in all carts.}
                """)
    ) { metric, _ in
        guard [.gauge, .stateset].contains(metric.kind), metric.key.hasSuffix("_total") else { return nil }
        return NameFault(
            message:
                "the \(metric.kind.rawValue) \(quoted: metric.name) ends with `_total`, which says that it is a counter",
            advice: "leave `_total` out"
        ) { $0.removeTotal() }
    }
}
