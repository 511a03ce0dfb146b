// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnknownBucketSet {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A histogram refers to a bucket set, which is declared once under `buckets`, or lists its own bounds. \
            Declare the set, or correct the spelling.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            buckets:
              sizes: [1, 2, 5]
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., buckets: size}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            buckets:
              sizes: [1, 2, 5]
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., buckets: sizes}
            """)
}
