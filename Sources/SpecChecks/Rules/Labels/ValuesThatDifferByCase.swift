// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let valuesThatDifferByCase: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2404", name: "values-that-differ-by-case", severity: .warning, isAboutName: true),
            explanation: """
                `Paid` and `paid` are two series, and a query for one misses the other. This applies to the values \
                of a label and to the states of a stateset. Most likely one of them is a typing error.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  state: {help: Whether it was paid., values: [paid, Paid, open]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: state}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  state: {help: Whether it was paid., values: [paid, open]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: state}
                """)
    ) { input in
        let labels = input.product.labels.flatMap { label -> [Finding] in
            guard case .closed(let values) = label.values else { return [] }
            return findings(values) { input.origins.name(of: .value($0, ofLabel: label.key)) }
        }
        // Values that are as declared are reported there.
        let own = input.ownLabels.flatMap { label, metric -> [Finding] in
            guard case .closed(let values) = label.values, input.declared(label)?.values != label.values else {
                return []
            }
            return findings(values) { input.origins.name(of: .ownValue($0, ofLabel: label.key, of: metric.id)) }
        }
        let states = input.livingMetrics.flatMap { metric in
            findings(metric.states) { input.origins.name(of: .state($0, ofMetric: metric.id)) }
        }
        return labels + own + states
    }

    private static func findings(_ values: [Label.Value], place: (String) -> Span) -> [Finding] {
        var first: [String: String] = [:]
        return values.compactMap { value -> Finding? in
            let folded = value.text.lowercased()
            guard let known = first[folded] else {
                first[folded] = value.text
                return nil
            }
            return Finding(
                valuesThatDifferByCase.rule, at: place(value.text),
                "\(quoted: value.text) and \(quoted: known) differ only in case, and a query for one misses the other",
                help: "keep one of them", related: [.init("the other is here", at: place(known))])
        }
    }
}
