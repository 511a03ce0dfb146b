// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnknownChoice {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A parameter with `values` is one of these strings. A comparison with another one would never be true, and as \
            a default it couldn't be passed. Usually it is misspelled.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              kind: {type: string, values: [street, online]}
            groups:
              cart:
                if: $kind == "onlin"
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              kind: {type: string, values: [street, online]}
            groups:
              cart:
                if: $kind == "online"
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """)
}
