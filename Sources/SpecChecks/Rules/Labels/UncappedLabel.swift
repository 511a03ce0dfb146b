// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let uncappedLabel: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2401", name: "uncapped-label", severity: .warning),
            explanation: """
                A label without a limit can have any number of values, and each is a series that the process and the \
                monitoring system keep. List the values, or limit their number with `max_values`.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  shop: {help: The shop that was visited.}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: shop}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  shop: {help: The shop that was visited., max_values: 50}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: shop}
                """)
    ) { input in
        // Such a label is then reported in each metric that has it.
        guard !input.seriesPolicies.contains(where: { $0.policy.severity > .note }) else { return [] }
        let used = Set(input.livingMetrics.flatMap(\.labels).filter(\.isUncapped).map(\.key)).subtracting(
            input.product.limitedLabels)
        let shared = input.product.labels.filter { $0.isUncapped && used.contains($0.key) }
        // One that is declared without a limit is reported there.
        let own = input.ownLabels.filter { label, metric in
            label.isUncapped && used.contains(label.key) && metric.labels.contains(label)
                && input.declared(label)?.isUncapped != true
        }
        return shared.map { finding($0, at: input.name(of: $0)) }
            + own.map { finding($0.label, at: input.name(of: $0.label, in: $0.metric)) }
    }

    private static func finding(_ label: Label, at place: Span) -> Finding {
        Finding(
            uncappedLabel.rule, at: place,
            "the label \(quoted: label.name) can have any number of values, and each adds a series",
            help: "list them under `values`, or add `max_values: …`")
    }
}

extension Label {
    fileprivate var isUncapped: Bool { if case .open(nil) = values { true } else { false } }
}

extension Product {
    /// Labels of metrics under a `max_series`: one without a cap is an error of the language there, and said there.
    var limitedLabels: Set<String> {
        let metrics = groups.flatMap { group in
            group.metrics.filter { seriesLimit != nil || group.seriesLimit != nil || $0.seriesLimit != nil }
        }
        return Set(metrics.flatMap(\.labels).map(\.key))
    }
}
