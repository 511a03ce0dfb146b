// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnknownReplacement {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Readers of a deprecated metric look for its replacement, and must find it in this \
            spec. Mark a replacement that another product or another service publishes with `external: \
            true`, because this spec can't know it.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: Items in all carts.
                    deprecated: {since: "1.4", reason: It counted empty carts too., replaced_by: cart_item}
                  cart_items: {type: gauge, help: Items in carts that are not empty.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: Items in all carts.
                    deprecated: {since: "1.4", reason: It counted empty carts too., replaced_by: cart_items}
                  cart_items: {type: gauge, help: Items in carts that are not empty.}
            """)
}
