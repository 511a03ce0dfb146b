// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension RootOnlyKey {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `outputs` and `lifecycle` apply to the whole product, so they belong in the root spec, next to \
            `product`. In an included file they could contradict it.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [cart.yaml]

            # file: cart.yaml
            lifecycle: {hide_after: 2, remove_after: 4}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [cart.yaml]
            lifecycle: {hide_after: 2, remove_after: 4}

            # file: cart.yaml
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """)
}
