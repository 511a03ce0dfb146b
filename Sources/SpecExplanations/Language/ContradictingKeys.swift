// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension ContradictingKeys {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Some keys exclude each other: a label is bound, or has listed values, or is open; bounds \
            are listed, or computed in one way. Keep one of the keys.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., bind: instance, values: [north, south]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south]}
            """)
}
