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
        let named = input.namedMetrics
        /// - Parameter metrics: those that may have the prefix.
        func finding(_ prefix: String?, of part: Origins.Part, _ metrics: [Metric], scope: String) -> Finding? {
            guard let prefix, let last = prefix.utf8.last, ![0x5F, 0x3A].contains(last),
                let place = input.origins.written(.prefix, of: part)?.value,
                let metric = metrics.first(where: { $0.prefix == prefix })
            else { return nil }
            return Finding(
                prefixWithoutSeparator.rule, at: place,
                "the prefix \(quoted: prefix) runs into the names after it: \(quoted: metric.key) is published as \(quoted: metric.name)",
                help: "write `\(prefix)_`; if the metrics are already published like this, waive the rule \(scope)")
        }
        let ofProduct = finding(input.product.prefix, of: .product, named, scope: "at the top of the file")
        let ofGroups = input.product.groups.compactMap { group in
            finding(
                group.prefix, of: .group(group.key), named.filter { $0.id.group == group.key }, scope: "in the group")
        }
        let ofMetrics = named.compactMap { metric in
            finding(String(metric.prefix), of: .metric(metric.id), [metric], scope: "in the metric")
        }
        return (ofProduct.map { [$0] } ?? []) + ofGroups + ofMetrics
    }
}
