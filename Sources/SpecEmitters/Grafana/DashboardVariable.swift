import MetricsVocabulary
import PromQLSyntax
import SpecModel

/// A variable at the head of the dashboard that is filled from the values of a label.
struct DashboardVariable {
    let name: String
    let title: String
    /// The label whose values it offers, and the series that have it.
    let label: String
    let selector: SeriesSelector
    /// What `All` stands for. The labels of the scrape are on everything; a label of the product may be empty.
    let allValue: String

    static let dataSource = "datasource"

    private static let job = LabelMatcher("job", obeying: "job")
    private static let instance = LabelMatcher("instance", obeying: "instance")

    /// What every query asks for: the servers that are chosen.
    static let targetMatchers = [job, instance]

    /// The name of the variable for a bound label: the label's own, where that isn't taken.
    static func name(for label: Label) -> String {
        let name = TargetLabels.scraped(label.name.value)
        return name == dataSource ? "\(name)_label" : name
    }

    /// Each is filled from what the ones before it leave over. A metric that is there only where a parameter is true fills
    /// none: where it isn't, the variable would be empty, and with it every panel.
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
        for label in metrics.lazy.flatMap(\.boundLabels) where seen.insert(label.name.value).inserted {
            let having = metrics.filter { metric in metric.labels.contains { $0.name.value == label.name.value } }
            let selector =
                source(among: having).map { SeriesSelector($0, targetMatchers) } ?? conditionalSources(among: having)
            guard let selector else { continue }
            variables.append(
                DashboardVariable(
                    name: name(for: label), title: PanelTitle.words(of: label.name.value),
                    label: TargetLabels.scraped(label.name.value), selector: selector, allValue: ".*"))
        }
        return variables
    }

    /// The series to ask for a label's values: of a metric whose series are there from the start and will stay, where
    /// there is one; nil where all metrics have a condition.
    private static func source(among metrics: [Metric]) -> String? {
        let certain = metrics.filter(\.conditions.isEmpty)
        let lasting = certain.filter { if case .active = $0.lifecycle { true } else { false } }
        let present = lasting.first { $0.kind.description.startsAtZero && $0.openLabels.isEmpty }
        return (present ?? lasting.first ?? certain.first).map(seriesName)
    }

    /// Of a label that only metrics with a condition have: one metric for each condition.
    private static func conditionalSources(among metrics: [Metric]) -> SeriesSelector? {
        var seen: Set<[String]> = []
        let names = metrics.filter { seen.insert($0.conditions.map(\.value).sorted()).inserted }.map(seriesName)
        guard names.count > 1 else { return names.first.map { SeriesSelector($0, targetMatchers) } }
        let anyName = LabelMatcher("__name__", .matches, PromQLString(names.joined(separator: "|")))
        return SeriesSelector(nil, [anyName] + targetMatchers)
    }

    /// A metric with several kinds of series has none of its bare name, but it has a count.
    private static func seriesName(of metric: Metric) -> String {
        (metric.kind.description.series.first { $0.role == .count } ?? .level).name(inFamily: metric.name)
    }
}
