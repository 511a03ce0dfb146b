// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension BadLimits {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A number is out of range: a default that its own parameter would reject, a minimum \
            above the maximum, or a count below its smallest useful value.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              largest_order: {type: integer, minimum: 1, default: 0}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              largest_order: {type: integer, minimum: 1, default: 100}
            """)
}
