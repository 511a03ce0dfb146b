// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension CircularInclude {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A file includes itself, directly or through others. The declarations of a file are visible in all \
            files of the spec, including those that include it, so this is never necessary.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [cart.yaml]

            # file: cart.yaml
            include: [cart.yaml]
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [cart.yaml]

            # file: cart.yaml
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """)
}
