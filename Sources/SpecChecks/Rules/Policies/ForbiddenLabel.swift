// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let forbiddenLabel: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2912", name: "forbidden-label", severity: .warning),
            explanation: """
                A policy of the spec forbids a label, by the name that a scrape shows, and this metric or info has it. \
                Drop the label, or use one with few values that say the same; if this metric is an exception, waive the \
                rule with a reason.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                policies:
                  - {forbid_labels: [customer], reason: Names of customers are private.}
                labels:
                  customer: {help: Who ordered., max_values: 200}
                groups:
                  cart:
                    metrics:
                      orders_total: {type: counter, help: Orders placed., labels: customer}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                policies:
                  - {forbid_labels: [customer], reason: Names of customers are private.}
                labels:
                  customer_type: {help: Who ordered., values: [person, company]}
                groups:
                  cart:
                    metrics:
                      orders_total: {type: counter, help: Orders placed., labels: customer_type}
                """),
        isAboutOneMetric: true
    ) { input in
        let policies = input.policies { if case .noLabels(let labels) = $0 { labels } else { nil } }
        guard !policies.isEmpty else { return [] }
        // One that every metric has is reported once, where the product lists it.
        let common = input.product.labels.filter(input.product.isCommon).flatMap { label in
            policies.compactMap { policy in
                policy.demand.first { $0.value == label.name }.map { (policy, label, $0) }
            }.prefix(1)
        }.map { policy, label, forbidden in
            policy.finding(
                forbiddenLabel.rule, at: input.origins.value(of: .labels, saying: [label.key], of: .product),
                "every metric has the label \(quoted: label.name), which no metric may have", help: "drop it",
                breaking: forbidden.span)
        }
        return common
            + input.livingMetrics.flatMap { metric in
                let names = Set(metric.labelsAndFields.filter { !input.product.isCommon($0) }.map(\.name))
                var reported: Set<String> = []
                return policies.compactMap { policy -> Finding? in
                    let forbidden = policy.demand.filter {
                        names.contains($0.value) && reported.insert($0.value).inserted
                    }
                    guard let first = forbidden.first else { return nil }
                    let labels = forbidden.map(\.value)
                    return policy.finding(
                        forbiddenLabel.rule, at: input.name(of: metric),
                        "\(quoted: metric.name) has the label\(labels.count == 1 ? "" : "s") \(labels.quoted(joinedBy: "and")), which no metric may have",
                        help: "drop \(labels.count == 1 ? "it" : "them"), or use a label that the policy allows",
                        breaking: first.span)
                }
            }
    }
}
