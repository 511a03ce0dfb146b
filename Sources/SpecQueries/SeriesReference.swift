// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import SpecDiagnostics
import SpecModel
import SpecOrigins

/// A metric that a derived value or an alert names by its key or its full name, perhaps with matchers.
struct SeriesReference {
    /// What a derived value makes of a metric, which decides the metrics that it can take.
    enum Use {
        /// How fast something grows.
        case growth
        /// A value at one time.
        case level
        /// What is in each bucket.
        case distribution
        /// The sum and the number of observations.
        case observations
        /// Whether it is there.
        case presence
    }

    let metric: Metric
    let query: WrittenQuery
    private let selector: SeriesSelector

    /// The series with this role, with the matchers of the reference.
    func selector(_ series: SeriesDescription) -> SeriesSelector {
        SeriesSelector(series.name(inFamily: metric.name), selector.matchers)
    }

    /// How fast a series grows. A server that scrapes native histograms has no other series of them, and another server
    /// has only the others. Both can be in one job, while servers are updated: so what is added up has both.
    ///
    /// - Parameter function: what has the same meaning for native histograms.
    func rate(_ series: SeriesDescription, _ function: String, over window: PromQLDuration) -> PromQLExpression {
        let classic = PromQLExpression.call("rate", .range(selector(series), window))
        guard metric.native != nil else { return classic }
        return .binary(classic, .or, .call(function, .call("rate", .range(selector(.native), window))))
    }

    /// The series that the use is about; the first of two.
    let series: SeriesDescription

    /// Nil where something is wrong, which is reported.
    init?(
        _ written: String, at place: Span, _ use: Use, _ names: ReferencedNames, isComplete: Bool,
        findings: inout [Finding]
    ) {
        let reading = PromQLReading(written)
        guard reading.findings.isEmpty, case .vector(let selector, .none) = reading.expression.form,
            let name = selector.name, let key = name.text, name.span.range.lowerBound == 0,
            written.utf8.starts(with: key.utf8)
        else {
            findings.append(NotASeries.finding(written, reading, at: place))
            return nil
        }
        switch names[key] {
        case .metric(let metric): self.metric = metric
        case .ambiguous(let candidates):
            findings.append(UnknownReferencedMetric.finding(key, of: written, at: place, candidates: candidates))
            return nil
        case .unknown:
            // A fault may hide the metric.
            if isComplete {
                findings.append(UnknownReferencedMetric.finding(key, of: written, at: place, names: names.known))
            }
            return nil
        }
        guard let series = use.series(of: metric) else {
            findings.append(UnsuitableMetric.finding(metric, for: use, key, of: written, at: place))
            return nil
        }
        self.series = series
        self.selector = selector
        query = WrittenQuery(
            written, at: place, before: use.before(series), name: series.name(inFamily: metric.name), writtenName: key,
            after: use.after)
    }
}

extension SeriesReference.Use {
    /// The series of a metric that has what is asked for.
    fileprivate func series(of metric: Metric) -> SeriesDescription? {
        let series = metric.kind.description.series
        func first(_ roles: [SeriesDescription.Role], _ movements: [SeriesDescription.Movement]) -> SeriesDescription? {
            series.first { roles.contains($0.role) && movements.contains($0.movement) }
        }
        switch self {
        case .growth:
            return metric.isMonotonic ? first([.value], [.gauge]) : first([.value, .count], [.counter, .unknown])
        case .level: return first([.value], [.gauge, .unknown])
        case .distribution: return metric.isOnlyNative ? .native : first([.bucket], [.counter])
        case .observations: return first([.sum], [.counter])
        case .presence: return first([.value, .count], [.counter, .gauge, .unknown])
        }
    }

    /// What is around the series in the query that is checked.
    fileprivate func before(_ series: SeriesDescription) -> String {
        switch self {
        case .growth, .observations: "rate("
        case .distribution: "histogram_quantile(0.5, sum \(series.label == nil ? "" : "by (le) ")(rate("
        case .level: ""
        case .presence: "absent("
        }
    }

    fileprivate var after: String {
        switch self {
        case .growth, .observations: "[5m])"
        case .distribution: "[5m])))"
        case .level: ""
        case .presence: ")"
        }
    }

    /// The metric types that have it, for a message.
    var words: String {
        switch self {
        case .growth:
            "a counter, a gauge with `monotonic: true`, or the number of observations of a histogram or a summary"
        case .level: "a gauge"
        case .distribution: "a histogram"
        case .observations: "a histogram or a summary"
        case .presence: "a metric with a value, or with a number of observations"
        }
    }
}

/// The metrics of a product by their keys and by their full names.
struct ReferencedNames {
    enum Meaning {
        case metric(Metric)
        /// Metrics with this key and different prefixes, by their full names.
        case ambiguous([String])
        case unknown
    }

    private var byName: [String: Metric] = [:]
    private var byKey: [String: [Metric]] = [:]
    private var series: Set<String> = []
    private(set) var known: [String] = []

    init(_ product: Product) {
        for metric in product.metrics where byName[metric.name] == nil {
            byName[metric.name] = metric
            byKey[metric.key, default: []].append(metric)
            known.append(metric.key)
            series.formUnion(metric.seriesNames + [metric.name])
        }
    }

    subscript(name: String) -> Meaning {
        if let metrics = byKey[name], byName[name] == nil || metrics.count == 1 {
            return metrics.count == 1 ? .metric(metrics[0]) : .ambiguous(metrics.map(\.name))
        }
        return byName[name].map { .metric($0) } ?? .unknown
    }

    /// Whether a series of a metric has this name.
    func hasSeries(_ name: String) -> Bool { series.contains(name) }
}
