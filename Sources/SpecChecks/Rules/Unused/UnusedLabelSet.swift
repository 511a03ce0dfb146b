// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let unusedLabelSet: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2602", name: "unused-label-set", severity: .warning),
            explanation: """
                No metric has this label set, so it has no effect. Delete it, or use it for metrics that list its \
                labels one by one.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  shop: {help: The shop that was visited., values: [north, south]}
                label_sets: {place: [shop]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: shop}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  shop: {help: The shop that was visited., values: [north, south]}
                label_sets: {place: [shop]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: place}
                """)
    ) { input in
        input.declarations.labelSets.filter { !$0.isUsed }.map { declared in
            Finding(
                unusedLabelSet.rule, at: declared.name.span,
                "no metric uses the label set \(quoted: declared.name.value)",
                help: "delete it, or use it for metrics that list its labels one by one",
                fixes: declared.removal.map {
                    [.removing($0, "the label set \(quoted: declared.name.value)", isSafe: true)]
                }
                    ?? [])
        }
    }
}
