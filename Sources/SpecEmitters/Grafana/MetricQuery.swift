import SpecModel

/// The PromQL that speaks of one metric: selectors that obey the dashboard's variables, and the usual operations.
struct MetricQuery {
    private let metric: Metric

    init(_ metric: Metric) { self.metric = metric }

    func series(_ suffix: String = "") -> String {
        let matchers =
            ["job", "instance"].map { "\($0)=~\"$\($0)\"" }
            + metric.boundLabels.map {
                "\(TargetLabels.scraped($0.name.value))=~\"$\(DashboardVariable.name(for: $0))\""
            }
        return "\(metric.name)\(suffix){\(matchers.joined(separator: ", "))}"
    }

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
    static func scraped(_ name: String) -> String { ["job", "instance"].contains(name) ? "exported_\(name)" : name }
}
