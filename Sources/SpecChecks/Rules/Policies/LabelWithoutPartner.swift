// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let labelWithoutPartner: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2915", name: "label-without-partner", severity: .warning),
            explanation: """
                A policy of the spec lists labels that belong together, by the names that a scrape shows: a metric has \
                all of them or none. This one has only some. Add the others, or drop those that it has; if this metric \
                is an exception, waive the rule with a reason.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                policies:
                  - {together: [[city, street]], reason: Streets of two cities can have the same name.}
                labels:
                  city: {help: The city., max_values: 20}
                  street: {help: The street., max_values: 20}
                groups:
                  cart:
                    metrics:
                      orders_total: {type: counter, help: Orders placed., labels: [city, street]}
                      visits_total: {type: counter, help: Visits., labels: street}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                policies:
                  - {together: [[city, street]], reason: Streets of two cities can have the same name.}
                labels:
                  city: {help: The city., max_values: 20}
                  street: {help: The street., max_values: 20}
                groups:
                  cart:
                    metrics:
                      orders_total: {type: counter, help: Orders placed., labels: [city, street]}
                      visits_total: {type: counter, help: Visits.}
                """),
        isAboutOneMetric: true
    ) { input in
        let policies = input.policies { if case .labelsTogether(let lists) = $0 { lists } else { nil } }
        guard !policies.isEmpty else { return [] }
        return input.livingMetrics.flatMap { metric in
            let names = Set(metric.labelsAndFields.map(\.name))
            var reported: Set<Set<String>> = []
            return policies.flatMap { policy in
                policy.demand.compactMap { list -> Finding? in
                    let labels = list.map(\.value)
                    let (present, missing) = (labels.filter(names.contains), labels.filter { !names.contains($0) })
                    guard let first = list.first, !present.isEmpty, !missing.isEmpty,
                        reported.insert(Set(labels)).inserted
                    else { return nil }
                    return policy.finding(
                        labelWithoutPartner.rule, at: input.name(of: metric),
                        "\(quoted: metric.name) has the label\(present.count == 1 ? "" : "s") \(present.quoted(joinedBy: "and")), but not \(missing.quoted(joinedBy: "and"))",
                        help: "add \(missing.quoted(joinedBy: "and")), or drop \(present.quoted(joinedBy: "and"))",
                        breaking: first.span)
                }
            }
        }
    }
}
