// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins

extension SpecCheck {
    static let contradictingPolicies: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2917", name: "contradicting-policies", severity: .warning),
            explanation: """
                One policy of the spec demands labels together, and another one forbids one of them. No metric can have \
                any of these labels without breaking one of the policies. The two may be in different files. Delete one \
                of them, or forbid all of the labels.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                policies:
                  - {together: [[city, street]], reason: Streets of two cities can have the same name.}
                  - {forbid_labels: [street], reason: Addresses are private.}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                policies:
                  - {forbid_labels: [street], reason: Addresses are private.}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """)
    ) { input in
        var forbidden: [String: Span] = [:]
        for case .noLabels(let labels) in input.spec.policies.map(\.demand) {
            for label in labels where forbidden[label.value] == nil { forbidden[label.value] = label.span }
        }
        guard !forbidden.isEmpty else { return [] }
        var together: [[Spanned<String>]] = []
        for case .labelsTogether(let lists) in input.spec.policies.map(\.demand) { together += lists }
        return together.compactMap { list in
            guard let label = list.first(where: { forbidden[$0.value] != nil }), let place = forbidden[label.value],
                // If all of them are forbidden, a metric has none of them.
                !list.allSatisfy({ forbidden[$0.value] != nil })
            else { return nil }
            return Finding(
                contradictingPolicies.rule, at: label.span,
                "another policy forbids the label \(quoted: label.value), so no metric can have \(list.map(\.value).quoted(joinedBy: "and"))",
                help: "delete one of the policies, or forbid all of these labels",
                related: [.init("forbidden here", at: place)])
        }
    }
}
