// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let unusedLabel: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2601", name: "unused-label", severity: .warning),
            explanation: """
                No metric has this label, so it has no effect. Delete it, or add it to the metrics that it was meant \
                for. A label with listed values may stay for the release that removes its metrics: code that still \
                records them uses the names of the values.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  shop: {help: The shop that was visited., values: [north, south]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  shop: {help: The shop that was visited., values: [north, south]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: shop}
                """)
    ) { input in
        input.declarations.labels.filter { !$0.isUsed && !isNamedByCode($0.name.value, of: input.product) }.map {
            declared in
            Finding(
                unusedLabel.rule, at: declared.name.span,
                "no metric uses the label \(quoted: declared.name.value)",
                help: "delete it, or add it to the metrics that it was meant for",
                fixes: declared.removal.map {
                    [.removing($0, "the label \(quoted: declared.name.value)", isSafe: true)]
                }
                    ?? [])
        }
    }

    /// Whether code that records a metric which this release removes may still use the label's values. Without them the
    /// compiler can't read such code far enough to say that the metric was removed and what to use instead.
    private static func isNamedByCode(_ label: String, of product: Product) -> Bool {
        guard case .closed? = product.labels.first(where: { $0.key == label })?.values else { return false }
        return product.metrics.contains { metric in
            guard case .removed(let tombstone) = metric.lifecycle else { return false }
            return tombstone.removedIn == product.release
        }
    }
}
