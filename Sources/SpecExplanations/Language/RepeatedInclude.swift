// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension RepeatedInclude {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A file that is included twice would declare everything in it twice. Once is enough: the declarations of a file \
            are visible in all files of the spec.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [cart.yaml, ./cart.yaml]

            # file: cart.yaml
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
