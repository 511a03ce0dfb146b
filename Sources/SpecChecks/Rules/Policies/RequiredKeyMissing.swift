// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let requiredKeyMissing: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2911", name: "required-key-missing", severity: .warning),
            explanation: """
                A policy of the spec requires a key, and this metric doesn't have it. A metric whose type can't have the \
                key needs none, and an `owner` of the group counts. Add the key; if this metric is an exception, waive \
                the rule with a reason.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                policies:
                  - {require: [unit], reason: Dashboards show the unit.}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                policies:
                  - {require: [unit], reason: Dashboards show the unit.}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., unit: items}
                """),
        isAboutOneMetric: true
    ) { input in
        let policies = input.policies { if case .keys(let keys) = $0 { keys } else { nil } }
        guard !policies.isEmpty else { return [] }
        let owners = Dictionary(input.product.groups.map { ($0.key, $0.owner) }) { first, _ in first }
        return input.livingMetrics.flatMap { metric in
            var reported: Set<Policy.RequiredKey> = []
            return policies.compactMap { policy -> Finding? in
                let missing = policy.demand.filter { key in
                    metric.lacks(key.value, in: input, groupOwner: owners[metric.id.group] ?? nil)
                        && reported.insert(key.value).inserted
                }
                guard let first = missing.first else { return nil }
                let keys = missing.map(\.value.rawValue)
                return policy.finding(
                    requiredKeyMissing.rule, at: input.name(of: metric),
                    "\(quoted: metric.name) has no \(keys.quoted(joinedBy: "and no"))",
                    help: "add \(keys.map { "`\($0): …`" }.joined(separator: " and "))", breaking: first.span)
            }
        }
    }
}

extension Metric {
    /// Whether it could have a key and doesn't, or has an empty one.
    fileprivate func lacks(_ key: Policy.RequiredKey, in input: CheckInput, groupOwner: String?) -> Bool {
        func isEmpty(_ text: String?) -> Bool { text?.contains { !$0.isWhitespace } != true }
        return switch key {
        case .unit: kind.hasUnit && unit == nil
        case .value: kind.hasUnit && value == nil
        case .owner: isEmpty(prose.owner ?? groupOwner)
        case .since: prose.since == nil
        case .stability: prose.stability == nil
        case .howToRead: isEmpty(prose.reading)
        case .nextSteps: prose.nextSteps.allSatisfy(isEmpty)
        case .multiprocess: kind.has(.mode) && !input.saysMode(self)
        case .maxSeries: seriesLimit == nil
        case .panel: input.origins.written(.panel, of: .metric(id)) == nil
        }
    }
}
