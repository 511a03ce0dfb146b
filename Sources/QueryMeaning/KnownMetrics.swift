import MetricsVocabulary
import SpecHistory
import SpecModel

/// The metrics that queries can ask for, found by the names of their series.
package struct KnownMetrics: Sendable {
    private let series: [String: KnownSeries]
    private let units: [String: Unit]
    /// The labels that the scrape adds besides `job` and `instance`; nil where nobody says.
    private let targetLabels: Set<String>?

    /// One series of a family.
    package struct KnownSeries: Sendable {
        package let metric: CataloguedMetric
        package let description: SeriesDescription
    }

    package init(_ catalogues: [Catalogue], targetLabels: Set<String>? = nil) {
        var series: [String: KnownSeries] = [:]
        var units: [String: Unit] = [:]
        for metric in catalogues.flatMap(\.metrics) {
            units[metric.name] = metric.unit
            for description in metric.kind.description.series {
                series[description.name(inFamily: metric.name)] = KnownSeries(metric: metric, description: description)
            }
        }
        self.series = series
        self.units = units
        self.targetLabels = targetLabels
    }

    package subscript(name: String) -> KnownSeries? { series[name] }

    /// What the observations of these metrics count, if it is the same for all.
    func unit(ofObservations metrics: [String]) -> QueryUnit {
        let found = Set(metrics.map { units[$0] })
        return found.count == 1 ? QueryUnit(found.first.flatMap { $0 }) : .unknown
    }

    /// The labels of every series with a name. A name that isn't known may have any, but every sample that was scraped
    /// has a job and an instance.
    func labels(ofSeries name: String) -> LabelKnowledge {
        guard let known = series[name] else { return Self.ofServer[name] ?? .any }
        var labels = LabelKnowledge(
            certain: ["__name__", "job", "instance"], possible: targetLabels ?? [], isOpen: targetLabels == nil)
        // A label that the scrape has too keeps its value under another name.
        func stored(_ label: String) -> String { labels[label] == .certain ? "exported_\(label)" : label }
        for label in known.metric.labels {
            labels[stored(label.name)] = label.isRequired && label.values?.contains("") != true ? .certain : .possible
        }
        for label in known.metric.kind.sampleLabels(mode: known.metric.mode) {
            let stored = stored(label.name(inFamily: known.metric.name))
            if label == known.description.label { labels[stored] = .certain }
            // Only a product of several processes has the label of the process.
            if label == .process { labels[stored] = .possible }
        }
        return labels
    }

    /// What a server says of its own scrapes and alerts.
    private static let ofServer: [String: LabelKnowledge] = {
        var known: [String: LabelKnowledge] = [:]
        for name in [
            "up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling",
            "scrape_series_added", "scrape_timeout_seconds", "scrape_sample_limit", "scrape_body_size_bytes",
        ] { known[name] = LabelKnowledge(certain: ["__name__", "job", "instance"], isOpen: true) }
        known["ALERTS"] = LabelKnowledge(certain: ["__name__", "alertname", "alertstate"], isOpen: true)
        known["ALERTS_FOR_STATE"] = LabelKnowledge(certain: ["__name__", "alertname"], isOpen: true)
        return known
    }()
}
