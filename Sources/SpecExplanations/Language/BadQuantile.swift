// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension BadQuantile {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A quantile is between 0 and 1: 0.99 is the value that 99 of 100 observations don't exceed. Buckets can't \
            answer for 0 and 1 themselves, and a number such as 99 was meant as a percentage. List each quantile once.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items:
                    {type: histogram, help: Items of an order., buckets: [1, 2, 5], panel: {quantiles: [50]}}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items:
                    {type: histogram, help: Items of an order., buckets: [1, 2, 5], panel: {quantiles: [0.5]}}
            """)
}
