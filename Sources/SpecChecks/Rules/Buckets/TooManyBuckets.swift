// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let tooManyBuckets: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2503", name: "too-many-buckets", severity: .warning),
            explanation: """
                Each bound is a series for every combination of labels, in every process, for as long as the data is \
                kept. More than 30 bounds rarely tell more than 15: choose bounds where precision matters.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items: {type: histogram, help: Items of an order., buckets: {linear: {start: 1, width: 1, count: 40}}}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items: {type: histogram, help: Items of an order., buckets: {linear: {start: 1, width: 4, count: 10}}}
                """)
    ) { input in
        input.usedBounds.compactMap { bounds, _ -> Finding? in
            let count = bounds.values.count
            guard count > most else { return nil }
            return Finding(
                tooManyBuckets.rule, at: bounds.place,
                "there are \(count) bounds, and each adds a series for every combination of labels",
                help: "keep at most \(most), where precision matters")
        }
    }

    private static let most = 30
}
