// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

package enum SeriesOverLimit {
    package static let rule = Rule(code: "MG1414", name: "series-over-limit")

    /// Reports what exceeds the limits of a product, each once: a metric that exceeds its own limit counts with that
    /// limit in its group, and a label that was reported for having no limit isn't reported again.
    ///
    /// - Parameter unknown: metrics that may exclude others: their conditions are at fault.
    static func findings(
        in product: Product, unlessIn unknown: Set<Metric.ID>, _ origins: Origins
    ) -> [Finding] {
        var reported: Set<String> = []
        var findings: [Finding] = []
        func check(_ metrics: [Metric], against limit: Spanned<Int>, of owner: String, isSingle: Bool) {
            let unbounded = metrics.map { ($0, SeriesBudget($0)) }.filter { $0.1.count == nil }
            var new: [(Metric, SeriesBudget, factors: [SeriesBudget.Subject])] = []
            for (metric, budget) in unbounded {
                let factors = budget.unbounded.filter { !reported.contains($0.key(of: metric)) }
                if !factors.isEmpty { new.append((metric, budget, factors)) }
            }
            for (metric, _, factors) in new { reported.formUnion(factors.map { $0.key(of: metric) }) }
            if !new.isEmpty {
                findings.append(Self.unbounded(new, limit, of: owner, origins))
            } else if unbounded.isEmpty,
                let finding = finding(
                    isSingle ? metrics : metrics.filter { !unknown.contains($0.id) }, limit: limit, of: owner,
                    isSingle: isSingle, among: product.parameters, origins)
            {
                findings.append(finding)
            }
        }
        func limit(_ count: Int, of part: Origins.Part) -> Spanned<Int> {
            Spanned(count, origins.value(of: .seriesLimit, of: part))
        }
        for metric in product.metrics {
            guard let count = metric.seriesLimit else { continue }
            check(
                [metric], against: limit(count, of: .metric(metric.id)), of: "\(quoted: metric.name)", isSingle: true)
        }
        for group in product.groups {
            guard let count = group.seriesLimit else { continue }
            check(
                group.metrics, against: limit(count, of: .group(group.key)),
                of: "the metrics of the group \(quoted: group.key)", isSingle: false)
        }
        if let count = product.seriesLimit {
            check(
                product.metrics, against: limit(count, of: .product),
                of: "the metrics of the product \(quoted: product.name)", isSingle: false)
        }
        return findings
    }

    private static func finding(
        _ metrics: [Metric], limit: Spanned<Int>, of owner: String, isSingle: Bool, among parameters: [Parameter],
        _ origins: Origins
    ) -> Finding? {
        var counts: [(metric: Metric, count: Int)] = []
        var largest: [(count: Int, metric: Metric, budget: SeriesBudget)] = []
        for metric in metrics {
            let budget = SeriesBudget(metric)
            var count = budget.count ?? .max
            largest.append((count, metric, budget))
            // What exceeds its own limit has been reported there.
            if !isSingle, let own = metric.seriesLimit { count = min(count, own) }
            counts.append((metric, count))
        }
        let sum = SeriesBudget.total(counts, among: parameters)
        guard sum > limit.value else { return nil }
        // The largest first, and of two that are equally large the earlier one.
        let shown = largest.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .prefix(3).map(\.element)
        return Finding(
            rule, at: limit.span,
            "\(owner) can have \(SeriesBudget.words(for: sum)) series, and `max_series` allows \(SeriesBudget.words(for: limit.value))",
            notes: shown.map {
                (isSingle ? "" : "\(quoted: $0.metric.name): ")
                    + "\($0.budget.multiplication) = \(SeriesBudget.words(for: $0.count))"
            },
            help: "drop a label, lower a `max_values`, or raise the limit",
            related: isSingle
                ? []
                : shown.prefix(1).map {
                    .init("most of them belong to this metric", at: origins.name(of: .metric($0.metric.id)))
                })
    }

    /// - Parameter metrics: each with its unreported labels or bounds without a limit.
    private static func unbounded(
        _ metrics: [(Metric, SeriesBudget, factors: [SeriesBudget.Subject])], _ limit: Spanned<Int>, of owner: String,
        _ origins: Origins
    ) -> Finding {
        let factors = metrics.flatMap(\.factors)
        var advice: [String] = []
        let labels = factors.compactMap(\.label).uniqued
        if !labels.isEmpty {
            let each = labels.count > 1 ? " each" : ""
            advice.append("give \(labels.quoted(joinedBy: "and")) a `max_values`\(each)")
        }
        if factors.contains(where: { $0.label == nil }) {
            advice.append("write out the bounds, because a parameter can have any number of them")
        }
        return Finding(
            rule, at: limit.span,
            "\(owner) can have an unlimited number of series, so `max_series` can't be guaranteed",
            notes: metrics.prefix(3).map { "\(quoted: $0.0.name): \($0.1.multiplication)" },
            help: (advice + ["or delete the limit"]).joined(separator: ", "),
            related: metrics.prefix(1).map {
                .init("\(quoted: $0.0.name) is declared here", at: origins.name(of: .metric($0.0.id)))
            })
    }
}

extension SeriesBudget.Subject {
    fileprivate var label: String? { if case .label(let name) = self { name } else { nil } }

    /// Identifies what was reported: buckets by the metric that has them.
    fileprivate func key(of metric: Metric) -> String { label ?? "the buckets of \(metric.name)" }
}

extension [String] {
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
