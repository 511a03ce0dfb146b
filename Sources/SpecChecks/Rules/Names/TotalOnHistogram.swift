// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let totalOnHistogram: SpecCheck = naming(
        ExplainedRule(
            Rule(code: "MG2107", name: "total-on-histogram", severity: .warning),
            explanation: """
                `_total` at the end of a name says that the metric is a counter, and readers of the name write \
                `rate()` around it. On a histogram that is wrong. Leave the suffix out.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items_total: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
                """)
    ) { metric, _ in
        guard metric.kind == .histogram, metric.key.hasSuffix("_total") else { return nil }
        return NameFault(
            message:
                "the \(metric.kind.rawValue) \(quoted: metric.name) ends with `_total`, which says that it is a counter",
            advice: "leave `_total` out"
        ) { $0.removeTotal() }
    }
}
