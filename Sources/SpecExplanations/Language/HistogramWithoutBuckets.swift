// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension HistogramWithoutBuckets {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A histogram counts how many values are below each of its bounds. Only you can know suitable bounds. \
            Write the name of a bucket set, or list bounds.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
            """)
}
