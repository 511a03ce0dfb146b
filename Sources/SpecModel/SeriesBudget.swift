// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

/// The largest number of series of a metric: a factor for each label, and one for the series that its kind has for each
/// combination of values.
package struct SeriesBudget: Sendable, Equatable {
    package struct Factor: Sendable, Equatable {
        /// Nil where there is no limit.
        package let count: Int?
        package let subject: Subject
    }

    /// What a factor counts.
    package enum Subject: Sendable, Equatable {
        case label(String)
        case removed
        case summary
        /// A summary that has so many quantiles.
        case quantiles(Int)
        case states
        case buckets(bounds: Int)
        case undecidedBuckets
    }

    package let factors: [Factor]
    /// What has no limit.
    package var unbounded: [Subject] { factors.filter { $0.count == nil }.map(\.subject) }

    /// The most that there can be.
    package init(_ metric: Metric) { self.init(metric, boundCount: Self.boundCount) }

    /// Those that there are when a process starts, whatever its parameters are.
    package init(atStart metric: Metric) { self.init(metric, boundCount: Self.leastBoundCount) }

    private init(_ metric: Metric, boundCount: (BucketSet.Bounds) -> Int?) {
        // A tombstone has no series any more.
        if case .removed = metric.lifecycle {
            factors = [Factor(count: 0, subject: .removed)]
            return
        }
        var factors = metric.labels.compactMap { label -> Factor? in
            let subject = Subject.label(label.name)
            switch label.values {
            case .bound: return nil
            case .closed(let values): return Factor(count: values.count, subject: subject)
            // Of one that may be left out the empty value is one of them.
            case .open(let limit): return Factor(count: limit?.greatest, subject: subject)
            }
        }
        // Setting an info again takes the place of what it said before, so fields multiply nothing.
        let series = metric.kind.description.series
        if metric.kind.has(.buckets) {
            // A text format has the bucket of `+Inf` of a native histogram too.
            let bounds = metric.buckets.map { boundCount($0.bounds) } ?? 0
            // A bucket for each bound and for `+Inf`, and the series that have no buckets.
            let further = 1 + series.count { $0.label == nil }
            factors.append(
                Factor(
                    count: bounds.map { $0 + further },
                    subject: bounds.map { .buckets(bounds: $0) } ?? .undecidedBuckets))
        } else if metric.kind.has(.states) {
            factors.append(Factor(count: metric.states.count, subject: .states))
        } else if !metric.quantiles.isEmpty {
            factors.append(
                Factor(
                    count: series.count + metric.quantiles.count, subject: .quantiles(metric.quantiles.count)))
        } else if series.count > 1 {
            factors.append(Factor(count: series.count, subject: .summary))
        }
        self.factors = factors
    }

    /// Nil where one of the factors has no limit. The largest number stands for all that are larger.
    package var count: Int? {
        var product = 1
        for factor in factors {
            guard let count = factor.count else { return nil }
            let (next, isOverflow) = product.multipliedReportingOverflow(by: count)
            product = isOverflow ? .max : next
        }
        return product
    }

    /// The fewest that there can be.
    private static func leastBoundCount(_ bounds: BucketSet.Bounds) -> Int? {
        switch bounds {
        case .fixed, .series(_, .number): boundCount(bounds)
        case .series(_, .parameter): 0
        case .sorted: 1
        case .conditional(_, let then, let otherwise):
            if let then = leastBoundCount(then), let otherwise = leastBoundCount(otherwise) {
                min(then, otherwise)
            } else {
                nil
            }
        }
    }

    /// The most that there can be; nil where a parameter may bring any number.
    private static func boundCount(_ bounds: BucketSet.Bounds) -> Int? {
        switch bounds {
        case .fixed(let values): values.count
        case .series(let mantissas, .number(let limit)):
            BucketSeries.bounds(mantissas: mantissas, through: limit).count
        // No parameter is greater than the largest integer.
        case .series(let mantissas, .parameter): BucketSeries.bounds(mantissas: mantissas, through: Int.max).count
        case .sorted: nil
        case .conditional(_, let then, let otherwise):
            if let then = boundCount(then), let otherwise = boundCount(otherwise) { max(then, otherwise) } else { nil }
        }
    }
}
