// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension BadSeries {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A series repeats its numbers for each power of ten, starting with 1: `series: [1, 2, 5], max: 100` is 1, \
            2, 5, 10, 20, 50, 100. To get ascending bounds, the numbers must be positive and in ascending \
            order, and the last must be less than ten times the first. A `max` below the first number \
            would leave no bounds.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            buckets:
              sizes: {series: [1, 5, 10], max: 1000}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            buckets:
              sizes: {series: [1, 5], max: 1000}
            """)
}
