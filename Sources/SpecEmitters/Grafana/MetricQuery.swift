import SpecJSON
import SpecModel

/// The PromQL that speaks of one metric: selectors that obey the dashboard's variables, and the usual operations.
struct MetricQuery {
    private let name: String
    /// With its braces.
    private let selector: UTF8Text

    init(_ metric: Metric) {
        name = metric.name
        var selector: UTF8Text = "{job=~\"$job\", instance=~\"$instance\""
        for label in metric.boundLabels {
            selector.append(", ")
            selector.append(TargetLabels.scraped(label.name.value))
            selector.append("=~\"$")
            selector.append(DashboardVariable.name(for: label))
            selector.append("\"")
        }
        selector.append("}")
        self.selector = selector
    }

    func series(_ suffix: String = "") -> UTF8Text { "\(name)\(suffix)\(selector)" }

    func rate(_ suffix: String = "") -> UTF8Text { "rate(\(series(suffix))[$__rate_interval])" }

    func quantile(_ quantile: String, by labels: [String] = []) -> UTF8Text {
        "histogram_quantile(\(quantile), \(Self.aggregate("sum", by: ["le"] + labels, rate("_bucket"))))"
    }

    /// Without a condition on the divisor: while nothing happens it is a gap (NaN) and not a missing answer.
    func mean(by labels: [String] = []) -> UTF8Text {
        let (sum, count) = (rate("_sum"), rate("_count"))
        return "\(Self.aggregate("sum", by: labels, sum)) / \(Self.aggregate("sum", by: labels, count))"
    }

    static func aggregate(_ operation: String, by labels: [String], _ expression: UTF8Text) -> UTF8Text {
        if labels.isEmpty { return "\(operation)(\(expression))" }
        let list = labels.count == 1 ? labels[0] : labels.joined(separator: ", ")
        return "\(operation) by (\(list)) (\(expression))"
    }
}

/// The labels that Prometheus itself gives to what it scrapes.
enum TargetLabels {
    /// What a label of the product is called after a scrape: Prometheus keeps its own and renames the product's.
    static func scraped(_ name: String) -> String { name == "job" || name == "instance" ? "exported_\(name)" : name }
}
