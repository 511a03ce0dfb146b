// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let targetLabelCollision: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2405", name: "target-label-collision", severity: .warning, isAboutName: true),
            explanation: """
                Prometheus adds the labels `job` and `instance` to every series that it scrapes: what was scraped, and \
                where. Depending on the scrape's configuration, a metric's own label with that name becomes `exported_job` or \
                `exported_instance`, or replaces Prometheus' own. A query then finds another label than the spec \
                says. Give the label another name.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  job: {help: What was done at the till., values: [sale, refund]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: job}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  task: {help: What was done at the till., values: [sale, refund]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: task}
                """)
    ) { input in
        let used = Set(input.livingMetrics.flatMap(\.labelsAndFields).filter { !$0.isOwn }.map(\.key))
        let shared = input.product.labels.filter { used.contains($0.key) }.map { ($0, input.name(of: $0)) }
        let own = input.ownLabels.map { ($0.label, input.name(of: $0.label, in: $0.metric)) }
        return (shared + own).filter { ["job", "instance"].contains($0.0.name) }
            .map { label, place in
                Finding(
                    targetLabelCollision.rule, at: place,
                    "Prometheus adds its own label \(quoted: label.name) to every series, so this one becomes `exported_\(label.name)`",
                    help: "name it after what its values distinguish", ifPublished: "waive this with a reason")
            }
    }
}
