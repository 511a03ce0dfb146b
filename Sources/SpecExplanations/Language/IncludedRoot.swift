// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension IncludedRoot {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A file with a `product` is a root spec, which can't be a part of another spec. Move \
            the shared declarations to a third file, and include that in both.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [warehouse.yaml]

            # file: warehouse.yaml
            metricsgen: 1
            product: {name: warehouse, version: "2.0"}
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
