// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension CircularBuckets {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A branch of a conditional bucket set can refer to another set. If that leads back to the first, there \
            are no bounds at the end.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              is_wholesale: {type: boolean, default: false}
            buckets:
              sizes: {if: $is_wholesale, then: [10, 20, 50], else: sizes}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              is_wholesale: {type: boolean, default: false}
            buckets:
              small_sizes: [1, 2, 5]
              sizes: {if: $is_wholesale, then: [10, 20, 50], else: small_sizes}
            """)
}
