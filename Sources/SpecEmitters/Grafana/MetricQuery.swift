// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import SpecModel
import SpecText

/// The queries about one metric: selectors with the dashboard's variables, and the usual operations.
struct MetricQuery {
    private let name: String
    /// Other names of the same series. A server of an earlier release has only such a one.
    private let formerNames: [String]
    private let matchers: [LabelMatcher]
    /// The buckets with bounds, if it has any: counters of observations, or levels.
    private let buckets: SeriesDescription
    /// Whether it has native buckets.
    private let hasNative: Bool
    /// Whether it has no others.
    let isOnlyNative: Bool
    /// Whether what it observes are points in time.
    private let observesMoments: Bool

    init(_ metric: Metric, formerNames: [String] = []) {
        name = metric.name
        // The label of the states has the name of the family, so the series differ.
        self.formerNames = metric.kind.has(.states) ? [] : formerNames
        observesMoments = metric.unit == .unixSeconds
        hasNative = metric.native != nil
        isOnlyNative = metric.isOnlyNative
        buckets = metric.kind.description.series.first { $0.role == .bucket } ?? .bucket
        matchers =
            DashboardVariable.targetMatchers
            + metric.boundLabels.map { label in
                LabelMatcher(TargetLabels.scraped(label.name), obeying: DashboardVariable.name(for: label))
            }
    }

    /// The label with the upper bound of a bucket.
    var bound: String { SampleLabel.bound.name(inFamily: name) }

    func series(_ series: SeriesDescription) -> PromQLExpression {
        underEachName { .vector(selector(series, of: $0)) }
    }

    func rate(_ series: SeriesDescription) -> PromQLExpression {
        underEachName { .call("rate", samples(series, of: $0)) }
    }

    /// `new or old`: a server that has both counts once.
    private func underEachName(_ expression: (String) -> PromQLExpression) -> PromQLExpression {
        formerNames.reduce(expression(name)) { .binary($0, .or, expression($1)) }
    }

    /// A server that scrapes native histograms has no other series of them, and another server has only the others.
    private func inEachForm(
        _ classic: @autoclosure () -> PromQLExpression, native: @autoclosure () -> PromQLExpression
    ) -> PromQLExpression {
        if isOnlyNative { return native() }
        return hasNative ? .binary(classic(), .or, native()) : classic()
    }

    func quantile(_ quantile: Double, by labels: [String] = []) -> PromQLExpression {
        func quantiles(_ buckets: PromQLExpression, by labels: [String]) -> PromQLExpression {
            .call("histogram_quantile", .number(quantile), .aggregation(.sum, by: labels, buckets))
        }
        let counts = buckets.movement == .counter ? rate(buckets) : series(buckets)
        return shown(
            inEachForm(
                quantiles(counts, by: [bound] + labels), native: quantiles(rate(.native), by: labels)))
    }

    /// What is in each bucket: what was added to it, or what is there now where the buckets are levels.
    var distribution: PromQLExpression {
        func increase(_ series: SeriesDescription) -> PromQLExpression {
            underEachName { .call("increase", samples(series, of: $0)) }
        }
        let counts = buckets.movement == .counter ? increase(buckets) : series(buckets)
        return inEachForm(
            .aggregation(.sum, by: [bound], counts), native: .aggregation(.sum, by: [], increase(.native)))
    }

    /// Without a condition on the divisor: while nothing happens the result is a gap (NaN) and not a missing series.
    func mean(by labels: [String] = []) -> PromQLExpression {
        // A job can have servers that send native histograms and others, so the sum comes after.
        func all(_ series: SeriesDescription, _ function: String) -> PromQLExpression {
            let counted = rate(series)
            return .aggregation(
                .sum, by: labels, hasNative ? .binary(counted, .or, .call(function, rate(.native))) : counted)
        }
        return shown(.binary(all(.sum, "histogram_sum"), .divide, all(.count, "histogram_count")))
    }

    /// An observation: Grafana wants points in time in milliseconds.
    private func shown(_ observation: PromQLExpression) -> PromQLExpression {
        observesMoments ? .binary(observation, .multiply, .number(1000)) : observation
    }

    private func samples(_ series: SeriesDescription, of name: String) -> PromQLExpression {
        .range(selector(series, of: name), .variable("__rate_interval"))
    }

    private func selector(_ series: SeriesDescription, of name: String) -> SeriesSelector {
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
