import MetricsVocabulary
import SpecModel

/// A variable at the head of the dashboard that is filled from the values of a label.
struct DashboardVariable {
    let name: String
    let title: String
    /// The label whose values it offers, and the series that have it.
    let label: String
    let selector: String
    /// What `All` stands for. The labels of the scrape are on everything; a label of the product may be empty.
    let allValue: String

    static let dataSource = "datasource"

    /// The name of the variable for a bound label: the label's own, where that isn't taken.
    static func name(for label: Label) -> String {
        let name = TargetLabels.scraped(label.name.value)
        return name == dataSource ? "\(name)_label" : name
    }

    /// Each is filled from what the ones before it leave over. A metric that is there only where a parameter is true fills
    /// none: where it isn't, the variable would be empty, and with it every panel.
    static func variables(for metrics: [Metric]) -> [DashboardVariable] {
        let first = source(among: metrics)
        var variables = [
            DashboardVariable(name: "job", title: "Job", label: "job", selector: first ?? "up", allValue: ".+"),
            DashboardVariable(
                name: "instance", title: "Instance", label: "instance",
                selector: "\(first ?? "up"){job=~\"$job\"}", allValue: ".+"),
        ]
        var seen: Set<String> = []
        for label in metrics.lazy.flatMap(\.boundLabels) where seen.insert(label.name.value).inserted {
            let having = metrics.filter { metric in metric.labels.contains { $0.name.value == label.name.value } }
            guard let series = source(among: having) ?? conditionalSources(among: having) else { continue }
            variables.append(
                DashboardVariable(
                    name: name(for: label), title: PanelTitle.words(of: label.name.value),
                    label: TargetLabels.scraped(label.name.value),
                    selector: selecting(series, "job=~\"$job\", instance=~\"$instance\""), allValue: ".*"))
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

    /// Of a label that only metrics with a condition have: one for each condition, as a regular expression.
    private static func conditionalSources(among metrics: [Metric]) -> String? {
        var seen: Set<[String]> = []
        let names = metrics.filter { seen.insert($0.conditions.map(\.value).sorted()).inserted }.map(seriesName)
        return names.isEmpty ? nil : names.joined(separator: "|")
    }

    /// A metric with several kinds of series has none of its bare name, but it has a count.
    private static func seriesName(of metric: Metric) -> String {
        (metric.kind.description.series.first { $0.role == .count } ?? .level).name(inFamily: metric.name)
    }

    private static func selecting(_ series: String, _ matchers: String) -> String {
        series.contains("|") ? "{__name__=~\"\(series)\", \(matchers)}" : "\(series){\(matchers)}"
    }
}
