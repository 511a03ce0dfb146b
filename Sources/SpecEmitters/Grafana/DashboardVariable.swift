// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import SpecModel

/// A variable of the dashboard that offers the values of a label.
struct DashboardVariable {
    let name: String
    let title: String
    /// The label whose values it offers, and the series that have it.
    let label: String
    let selector: SeriesSelector
    /// What `All` means. Every series has the labels of the scrape; a label of the product may be empty.
    let allValue: String

    static let dataSource = "datasource"

    private static let job = LabelMatcher("job", obeying: "job")
    private static let instance = LabelMatcher("instance", obeying: "instance")

    /// Every query selects the chosen servers.
    static let targetMatchers = [job, instance]

    /// The name of the variable for a bound label: the label's own, if that isn't taken.
    static func name(for label: Label) -> String {
        let name = TargetLabels.scraped(label.name)
        return name == dataSource ? "\(name)_label" : name
    }

    /// Each offers what the ones before it leave. A metric that depends on a parameter provides no values: if it is
    /// missing, the variable would be empty, and with it every panel.
    static func variables(for metrics: [Metric]) -> [DashboardVariable] {
        let first = source(among: metrics) ?? "up"
        var variables = [
            DashboardVariable(
                name: "job", title: "Job", label: "job", selector: SeriesSelector(first), allValue: ".+"),
            DashboardVariable(
                name: "instance", title: "Instance", label: "instance", selector: SeriesSelector(first, [job]),
                allValue: ".+"),
        ]
        var seen: Set<String> = []
        for label in metrics.lazy.flatMap(\.boundLabels) where seen.insert(label.name).inserted {
            let having = metrics.filter { metric in metric.labels.contains { $0.name == label.name } }
            let selector =
                source(among: having).map { SeriesSelector($0, targetMatchers) } ?? conditionalSources(among: having)
            guard let selector else { continue }
            variables.append(
                DashboardVariable(
                    name: name(for: label), title: PanelTitle.words(of: label.name),
                    label: TargetLabels.scraped(label.name), selector: selector, allValue: ".*"))
        }
        return variables
    }

    /// The series that provide a label's values: of a metric whose series exist from the start and will stay, if
    /// there is one; nil if all metrics have a condition.
    private static func source(among metrics: [Metric]) -> String? {
        let certain = metrics.filter { $0.condition == nil }
        let lasting = certain.filter { if case .active = $0.lifecycle { true } else { false } }
        let present = lasting.first { $0.startsWithValue && $0.openLabels.isEmpty }
        return (present ?? lasting.first ?? certain.first).map(seriesName)
    }

    /// For a label that only metrics with a condition have: one metric for each condition.
    private static func conditionalSources(among metrics: [Metric]) -> SeriesSelector? {
        var seen: Set<Condition?> = []
        let names = metrics.filter { seen.insert($0.condition).inserted }.map(seriesName)
        guard names.count > 1 else { return names.first.map { SeriesSelector($0, targetMatchers) } }
        let anyName = LabelMatcher("__name__", .matches, PromQLString(names.joined(separator: "|")))
        return SeriesSelector(nil, [anyName] + targetMatchers)
    }

    /// A metric with several kinds of series has none with its plain name, but it has a count.
    private static func seriesName(of metric: Metric) -> String {
        if metric.isOnlyNative { return metric.name }
        return (metric.kind.description.series.first { $0.role == .count } ?? .level).name(inFamily: metric.name)
    }
}
