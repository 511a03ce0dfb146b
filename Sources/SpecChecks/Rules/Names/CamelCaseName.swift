// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let camelCaseName: SpecCheck = naming(
        ExplainedRule(
            Rule(code: "MG2105", name: "camel-case-name", severity: .warning),
            explanation: """
                Names in Prometheus are in lower case, with underscores between the words. Other names look wrong in \
                every query and are often mistyped.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      itemsInCarts: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items_in_carts: {type: gauge, help: Items in all carts.}
                """),
        others: { input in
            let shared = input.product.labels.map { ($0, input.name(of: $0)) }
            let own = input.ownLabels.filter { input.declared($0.label)?.name != $0.label.name }
                .map { ($0.label, input.name(of: $0.label, in: $0.metric)) }
            return (shared + own).filter { $0.0.name.contains(where: \.isUppercase) }.map { label, place in
                Finding(
                    camelCaseName.rule, at: place,
                    "the name of the label \(quoted: label.name) has capital letters, unlike others in Prometheus, and will be mistyped",
                    help: "name it \(quoted: label.name.words.joined(separator: "_"))",
                    ifPublished: "waive this with a reason")
            }
        }
    ) { metric, _ in
        guard metric.key.contains(where: \.isUppercase) else { return nil }
        return NameFault(
            message:
                "the name \(quoted: metric.name) has capital letters, unlike other names in Prometheus, and will be mistyped",
            advice: "write it in lower case, with `_` between the words"
        ) { _ in
            // The words are in small letters from the start.
        }
    }
}
