// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension BadBounds {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A histogram has at least one bound. Bounds are finite numbers in ascending order, each once. `+Inf` is \
            always added and never written. A bound out of order would make a bucket that no value falls into.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            buckets:
              sizes: [1, 5, 2]
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            buckets:
              sizes: [1, 2, 5]
            """)
}
