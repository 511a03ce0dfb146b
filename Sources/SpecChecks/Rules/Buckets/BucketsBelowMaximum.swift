// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let bucketsBelowMaximum: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2501", name: "buckets-below-maximum", severity: .warning),
            explanation: """
                A series of bounds ends at the last one that is at most `max`. If `max` isn't one of the bounds, values \
                between the last bound and `max` fall into `+Inf`, although the spec expects them. Write a \
                `max` that is one of the bounds.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items: {type: histogram, help: Items of an order., buckets: {series: [1, 2, 5], max: 4096}}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items: {type: histogram, help: Items of an order., buckets: {series: [1, 2, 5], max: 5000}}
                """)
    ) { input in
        input.usedBounds.compactMap { bounds, _ -> Finding? in
            // Of a series that goes on and on another rule says that it does.
            guard let limit = bounds.limit, let last = bounds.values.last, last < limit, bounds.values.count <= 30
            else { return nil }
            return Finding(
                bucketsBelowMaximum.rule, at: bounds.place,
                "these bounds end at \(BoundText.text(of: last)), below their `max` of \(BoundText.text(of: limit))",
                notes: ["a value between them can't be distinguished from one far above"],
                help: "write a `max` that is one of the bounds, such as \(BoundText.text(of: last))")
        }
    }
}
