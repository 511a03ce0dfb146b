// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let nameAgainstPolicy: SpecCheck = naming(
        ExplainedRule(
            Rule(code: "MG2913", name: "name-against-policy", severity: .warning),
            explanation: """
                A policy of the spec says what the full names of metrics look like, and this one looks otherwise. Its \
                pattern has to match the whole name, with the prefix. Rename the metric; if it is published under this \
                name, waive the rule, or add it to the policy's `except`. Metrics that are deprecated keep their names.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                policies:
                  - {name: {pattern: "shop_[a-z_]+"}, reason: Digits in names look like versions.}
                groups:
                  cart:
                    metrics:
                      items2: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                policies:
                  - {name: {pattern: "shop_[a-z_]+"}, reason: Digits in names look like versions.}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """),
        others: { input in
            // The other rules on names don't look at a key with a `:`.
            let policies = input.namePolicies
            guard !policies.isEmpty else { return [] }
            return input.livingMetrics.compactMap { metric in
                guard case .active = metric.lifecycle, !metric.hasLegalKey,
                    let policy = policies.first(where: { !$0.demand.allows(metric.name) })
                else { return nil }
                return policy.finding(
                    nameAgainstPolicy.rule, at: input.name(of: metric), policy.message(on: metric),
                    help: policy.advice, breaking: policy.demand.pattern.written.span)
            }
        }
    ) { metric, named in
        guard let policy = named.namePolicies.first(where: { !$0.demand.allows(metric.name) }) else { return nil }
        // Another rule may know a better name that matches.
        return NameFault(
            message: policy.message(on: metric), advice: policy.advice, severity: policy.policy.severity,
            related: [policy.related(at: policy.demand.pattern.written.span)]
        ) { _ in }
    }
}

extension DemandedPolicy<NamePolicy> {
    fileprivate func message(on metric: Metric) -> String {
        "the name \(quoted: metric.name) doesn't match \(quoted: demand.pattern.written.value)"
    }

    fileprivate var advice: String { "choose a name that matches \(quoted: demand.pattern.written.value)" }
}
