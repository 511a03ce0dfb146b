// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension IncludeOutsidePackage {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A spec means the same on every machine, so included files are inside its package and their paths are \
            relative to the including file. An absolute path, or one that leads out of the package, names \
            a file that others don't have.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [/srv/shop/cart.yaml]
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
