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

    /// Each is filled from what the ones before it leave over.
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
            guard let series = source(among: having) else { continue }
            variables.append(
                DashboardVariable(
                    name: name(for: label), title: PanelTitle.words(of: label.name.value),
                    label: TargetLabels.scraped(label.name.value),
                    selector: "\(series){job=~\"$job\", instance=~\"$instance\"}", allValue: ".*"))
        }
        return variables
    }

    /// The series to ask for a label's values: of a metric whose series are there from the start and will stay, where
    /// there is one.
    private static func source(among metrics: [Metric]) -> String? {
        let lasting = metrics.filter { if case .active = $0.lifecycle { true } else { false } }
        let present = lasting.first { $0.kind.description.startsAtZero && $0.openLabels.isEmpty }
        guard let metric = present ?? lasting.first ?? metrics.first else { return nil }
        // What has several kinds of series has none of its bare name; what it has counts.
        return metric.name + (metric.kind.description.seriesSuffixes.contains("_count") ? "_count" : "")
    }
}
