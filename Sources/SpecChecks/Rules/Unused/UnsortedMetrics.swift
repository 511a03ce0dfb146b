// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let unsortedMetrics: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2605", name: "unsorted-metrics", severity: .warning),
            explanation: """
                The group says `sorted: true`: its metrics are in the order of their names. Metrics are then easy to \
                find, and two people who add one rarely edit the same line.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    sorted: true
                    metrics:
                      orders_total: {type: counter, help: Orders placed.}
                      items: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    sorted: true
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                      orders_total: {type: counter, help: Orders placed.}
                """)
    ) { input in
        input.product.groups.filter { input.declarations.sortedGroups.contains($0.key) }.compactMap {
            group -> Finding? in
            let names = group.metrics.map { Spanned($0.name, input.name(of: $0)) }
            // One diagnostic for each group: which metric is out of order depends on the point of view.
            guard let index = names.indices.dropFirst().first(where: { names[$0].value < names[$0 - 1].value })
            else { return nil }
            let place = names.first { $0.value > names[index].value }
            return Finding(
                unsortedMetrics.rule, at: names[index].span,
                "\(quoted: names[index].value) is out of order in the group \(quoted: group.key), which is `sorted`",
                help: place.map { "move it before \(quoted: $0.value)" })
        }
    }
}
