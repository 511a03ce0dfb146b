// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

package enum TooManySeriesAtStart {
    package static let rule = Rule(code: "MG1441", name: "too-many-series-at-start")

    private static let help =
        "drop a label, or delete its `values`: then a series is created when it is first used, and `max_values` limits "
        + "their number"

    /// Reports only what is wrong for all parameters: bounds that depend on a parameter count as few as possible.
    ///
    /// - Parameter unknown: metrics that may exclude others: their conditions are at fault.
    static func findings(
        _ metrics: [Metric], unlessIn unknown: Set<Metric.ID>, among parameters: [Parameter], _ origins: Origins
    ) -> [Finding] {
        let dense = metrics.filter { metric in
            if case .removed = metric.lifecycle { false } else { metric.openLabels.isEmpty }
        }
        .map { (metric: $0, budget: SeriesBudget(atStart: $0), count: SeriesBudget(atStart: $0).count ?? .max) }
        let limit = SizeLimits.seriesAtStart
        let over = dense.filter { $0.count > limit }
        guard over.isEmpty else {
            return over.map { metric, budget, count in
                Finding(
                    rule, at: origins.name(of: .metric(metric.id)),
                    "\(quoted: metric.name) needs \(SeriesBudget.words(for: count)) series at the start, and at most \(SeriesBudget.words(for: limit)) are allowed",
                    notes: ["\(budget.multiplication) = \(SeriesBudget.words(for: count))"], help: help)
            }
        }
        let counted = dense.filter { !unknown.contains($0.metric.id) }
        let sum = SeriesBudget.total(counted.map { ($0.metric, $0.count) }, among: parameters)
        guard sum > limit else { return [] }
        // The largest first, and of two that are equally large the earlier one.
        let largest = counted.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .prefix(3).map(\.element)
        return [
            Finding(
                rule, at: origins.name(of: .metric(largest[0].metric.id)),
                "the metrics of the product need \(SeriesBudget.words(for: sum)) series at the start, most of them for this one, and at most \(SeriesBudget.words(for: limit)) are allowed",
                notes: largest.map {
                    "\(quoted: $0.metric.name): \($0.budget.multiplication) = \(SeriesBudget.words(for: $0.count))"
                }, help: help)
        ]
    }
}
