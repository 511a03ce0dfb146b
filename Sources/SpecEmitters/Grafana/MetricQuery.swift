// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import SpecModel
import SpecText

/// The queries about one metric: selectors with the dashboard's variables, and the usual operations.
struct MetricQuery {
    private let name: String
    private let matchers: [LabelMatcher]
    /// The buckets, if it has any: counters of observations, or levels.
    private let buckets: SeriesDescription
    /// Whether what it observes are points in time.
    private let observesMoments: Bool

    init(_ metric: Metric) {
        name = metric.name
        observesMoments = metric.unit == .unixSeconds
        buckets = metric.kind.description.series.first { $0.role == .bucket } ?? .bucket
        matchers =
            DashboardVariable.targetMatchers
            + metric.boundLabels.map { label in
                LabelMatcher(TargetLabels.scraped(label.name), obeying: DashboardVariable.name(for: label))
            }
    }

    /// The label with the upper bound of a bucket.
    var bound: String { SampleLabel.bound.name(inFamily: name) }

    func series(_ series: SeriesDescription) -> PromQLExpression { .vector(selector(series)) }

    func rate(_ series: SeriesDescription) -> PromQLExpression { .call("rate", samples(series)) }

    func quantile(_ quantile: Double, by labels: [String] = []) -> PromQLExpression {
        let counts = buckets.movement == .counter ? rate(buckets) : series(buckets)
        return shown(
            .call("histogram_quantile", .number(quantile), .aggregation(.sum, by: [bound] + labels, counts)))
    }

    /// What is in each bucket: what was added to it, or what is there now where the buckets are levels.
    var distribution: PromQLExpression {
        let counts = buckets.movement == .counter ? .call("increase", samples(buckets)) : series(buckets)
        return .aggregation(.sum, by: [bound], counts)
    }

    /// Without a condition on the divisor: while nothing happens the result is a gap (NaN) and not a missing series.
    func mean(by labels: [String] = []) -> PromQLExpression {
        shown(
            .binary(.aggregation(.sum, by: labels, rate(.sum)), .divide, .aggregation(.sum, by: labels, rate(.count))))
    }

    /// An observation: Grafana wants points in time in milliseconds.
    private func shown(_ observation: PromQLExpression) -> PromQLExpression {
        observesMoments ? .binary(observation, .multiply, .number(1000)) : observation
    }

    private func samples(_ series: SeriesDescription) -> PromQLExpression {
        .range(selector(series), .variable("__rate_interval"))
    }

    private func selector(_ series: SeriesDescription) -> SeriesSelector {
        SeriesSelector(series.name(inFamily: name), matchers)
    }
}

extension LabelMatcher {
    /// The label has one of the values that are chosen in a variable of the dashboard.
    init(_ label: String, obeying variable: String) {
        self.init(label, .matches, .variable(GrafanaVariable(variable)))
    }
}

/// The labels that Prometheus itself adds to what it scrapes.
enum TargetLabels {
    /// The name of a product's label after a scrape: Prometheus keeps its own labels and renames the product's.
    static func scraped(_ name: String) -> String { name == "job" || name == "instance" ? "exported_\(name)" : name }
}
