import SpecModel

/// The PromQL that speaks of one metric: selectors that obey the dashboard's variables, and the usual operations.
struct MetricQuery {
    private let name: String
    /// With its braces.
    private let selector: String

    init(_ metric: Metric) {
        name = metric.name
        var selector = "{job=~\"$job\", instance=~\"$instance\""
        for label in metric.boundLabels {
            selector += ", \(TargetLabels.scraped(label.name.value))=~\"$\(DashboardVariable.name(for: label))\""
        }
        self.selector = selector + "}"
    }

    func series(_ suffix: String = "") -> String { "\(name)\(suffix)\(selector)" }

    func rate(_ suffix: String = "") -> String { "rate(\(series(suffix))[$__rate_interval])" }

    func quantile(_ quantile: String) -> String {
        "histogram_quantile(\(quantile), \(Self.aggregate("sum", by: ["le"], rate("_bucket"))))"
    }

    /// Without a condition on the divisor: while nothing happens it is a gap (NaN) and not a missing answer.
    var mean: String { mean(by: []) }

    func mean(by labels: [String]) -> String {
        ["_sum", "_count"].map { Self.aggregate("sum", by: labels, rate($0)) }.joined(separator: " / ")
    }

    static func aggregate(_ operation: String, by labels: [String], _ expression: String) -> String {
        labels.isEmpty
            ? "\(operation)(\(expression))" : "\(operation) by (\(labels.joined(separator: ", "))) (\(expression))"
    }
}

/// The labels that Prometheus itself gives to what it scrapes.
enum TargetLabels {
    /// What a label of the product is called after a scrape: Prometheus keeps its own and renames the product's.
    static func scraped(_ name: String) -> String { name == "job" || name == "instance" ? "exported_\(name)" : name }
}
