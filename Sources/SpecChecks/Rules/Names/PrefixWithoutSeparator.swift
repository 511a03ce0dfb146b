// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let prefixWithoutSeparator: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2114", name: "prefix-without-separator", severity: .warning),
            explanation: """
                The prefix is put directly before each metric's key: with the prefix `shop`, `orders_total` is \
                published as `shoporders_total`, and a query for `shop_orders_total` finds nothing. End the prefix \
                with `_` or `:`.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """)
    ) { input in
        guard let place = input.origins.written(.prefix, of: .product)?.value,
            let last = input.product.prefix.utf8.last, ![0x5F, 0x3A].contains(last),
            let metric = input.namedMetrics.first
        else { return [] }
        return [
            Finding(
                prefixWithoutSeparator.rule, at: place,
                "the prefix \(quoted: input.product.prefix) runs into the names after it: \(quoted: metric.key) is published as \(quoted: metric.name)",
                help:
                    "write `\(input.product.prefix)_`; if the metrics are already published like this, waive the rule at the top of the file"
            )
        ]
    }
}
