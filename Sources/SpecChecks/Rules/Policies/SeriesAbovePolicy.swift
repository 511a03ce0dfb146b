// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let seriesAbovePolicy: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2914", name: "series-above-policy", severity: .warning),
            explanation: """
                A policy of the spec limits the number of series of each metric, and this one can have more, or any \
                number. The number is a product: the values of each label, and the buckets of a histogram. Drop a label, \
                lower a `max_values` or list the values; if this metric is an exception, waive the rule with a reason.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                policies:
                  - {max_series_per_metric: 100, reason: Our server pays for each series.}
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
                  - {max_series_per_metric: 100, reason: Our server pays for each series.}
                labels:
                  customer: {help: Who ordered., max_values: 20}
                groups:
                  cart:
                    metrics:
                      orders_total: {type: counter, help: Orders placed., labels: customer}
                """),
        isAboutOneMetric: true
    ) { input in
        let policies = input.seriesPolicies
        guard !policies.isEmpty else { return [] }
        return input.livingMetrics.compactMap { metric in
            let budget = SeriesBudget(metric)
            let count = budget.count
            let broken = policies.filter { policy in count.map { $0 > policy.demand.value } ?? true }
            // Of those that are equally severe the strictest.
            guard let severity = broken.first?.policy.severity,
                let policy = broken.filter({ $0.policy.severity == severity })
                    .min(by: { $0.demand.value < $1.demand.value })
            else { return nil }
            let words = count.map { SeriesBudget.words(for: $0) } ?? "any number of"
            var finding = policy.finding(
                seriesAbovePolicy.rule, at: input.name(of: metric),
                "\(quoted: metric.name) can have \(words) series, and a policy allows \(SeriesBudget.words(for: policy.demand.value))",
                help: "drop a label, lower a `max_values`, or list the values", breaking: policy.demand.span)
            finding.notes = ["\(budget.multiplication)\(count.map { " = \(SeriesBudget.words(for: $0))" } ?? "")"]
            return finding
        }
    }
}
