// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let singleBucket: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2502", name: "single-bucket", severity: .warning),
            explanation: """
                A histogram with one bound knows two things: at most that, or more. A quantile over it is a guess. \
                Give it several bounds, or count the two cases with a counter.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items: {type: histogram, help: Items of an order., buckets: [5]}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
                """)
    ) { input in
        input.usedBounds.compactMap { bounds, _ -> Finding? in
            guard bounds.values.count == 1 else { return nil }
            return Finding(
                singleBucket.rule, at: bounds.place, "there is only one bound, and no quantile can be computed from it",
                help: "add bounds below and above it, or use a counter for the values beyond it")
        }
    }
}
