// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let missingReplacingLabel = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2007", name: "missing-replacing-label", severity: .warning),
            explanation: """
                A metric has a deprecated label, and not the one that replaces it, so its readers can't change their queries \
                before the old label goes. Add the new label to the metric while it has the old one too.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                labels:
                  till:
                    help: Which till.
                    values: [left, right]
                    deprecated: {since: "1.4", reason: Tills have numbers., replaced_by: till_number}
                  till_number: {help: Which till., values: [one, two]}
                groups:
                  cart:
                    metrics:
                      paid_total: {type: counter, help: Carts that were paid., labels: [till]}
                      cancelled_total: {type: counter, help: Carts that were left., labels: [till, till_number]}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                labels:
                  till:
                    help: Which till.
                    values: [left, right]
                    deprecated: {since: "1.4", reason: Tills have numbers., replaced_by: till_number}
                  till_number: {help: Which till., values: [one, two]}
                groups:
                  cart:
                    metrics:
                      paid_total: {type: counter, help: Carts that were paid., labels: [till, till_number]}
                      cancelled_total: {type: counter, help: Carts that were left., labels: [till, till_number]}
                """)
    ) { input in
        input.livingMetrics.flatMap { metric -> [Finding] in
            metric.labelsAndFields.compactMap { finding($0, of: metric, input) }
        }
    }

    private static func finding(_ label: Label, of metric: Metric, _ input: CheckInput) -> Finding? {
        guard let deprecation = label.deprecation, deprecation.holds(at: input.product.version),
            let replacement = deprecation.replacement,
            !metric.labelsAndFields.contains(where: { $0.name == replacement })
        else { return nil }
        let declared = label.isOwn ? input.name(of: label, in: metric) : input.name(of: label)
        return Finding(
            missingReplacingLabel.rule, at: input.name(of: metric),
            """
            \(quoted: metric.name) has the deprecated label \(quoted: label.name), and not \(quoted: replacement), \
            which replaces it
            """,
            help: "add the label \(quoted: replacement), so its readers can change their queries",
            related: [.init("deprecated here", at: declared)])
    }
}
