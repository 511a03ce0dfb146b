import MetricsVocabulary
import SpecDiagnostics
import SpecModel

enum ReservedLabel {
    static let rule = Rule(
        code: "MG1204", name: "reserved-label", isAboutName: true,
        explanation: """
            Some label names are taken: those that begin with `__` by Prometheus, `le` by the buckets of histograms and \
            `quantile` by summaries, the metric's own name on a stateset, `pid` on a gauge whose processes each keep a \
            series of their own: one with `multiprocess: all` or `liveall`, and one without a mode in a product with \
            `processes: several`. A label of that name would overwrite theirs, and \
            readers of the text format, who know `le` and `quantile` on every series, would take it for one. Give it \
            another name.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              le: {help: The legal entity that sold., values: [north, south]}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., labels: le, buckets: [1, 2, 5]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              entity: {help: The legal entity that sold., values: [north, south]}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., labels: entity, buckets: [1, 2, 5]}
            """)

    static func finding(declared name: Spanned<String>) -> Finding? {
        reason(name.value).map { Finding(rule, at: name.span, $0, help: "give it another name") }
    }

    /// A label that is used and declared nowhere.
    static func finding(undeclared name: Spanned<String>) -> Finding? {
        reason(name.value).map {
            Finding(rule, at: name.span, $0, help: "delete it here; a label of your own needs another name")
        }
    }

    /// The labels that readers of the text formats know on every series.
    private static let reservedLabels: [SampleLabel] = [.bound, .quantile]

    private static func reason(_ name: String) -> String? {
        if name.hasPrefix("__") {
            return "the label \(quoted: name) begins with `__`, which Prometheus keeps for itself"
        }
        let subject: String? =
            switch reservedLabels.first(where: { $0.fixedName == name }) {
            case .bound: "a histogram's buckets"
            case .quantile: "a summary's quantiles"
            case .state, .process, nil: nil
            }
        return subject.map { "\(quoted: name) is the label of \($0), and readers would take this one for it" }
    }

    /// A label that is legal, but not on this metric.
    ///
    /// - Parameter mode: nil where the product doesn't need one.
    static func finding(
        _ label: Label, usedAt span: Span, of metric: String, kind: MetricKind, mode: MultiprocessMode?
    ) -> Finding? {
        let name = label.name.value
        guard let other = kind.sampleLabels(mode: mode).first(where: { $0.name(inFamily: metric) == name }) else {
            return nil
        }
        let reason: String
        switch other {
        // They are reported where the label is declared.
        case .bound, .quantile: return nil
        case .process:
            reason =
                "with `multiprocess: \(mode?.rawValue ?? "")` \(kind.phrase) has a label \(quoted: name) already: the process of each series"
        case .state: reason = "\(kind.phrase) has a label of its own name already: the state of each series"
        }
        return Finding(
            rule, at: span, reason, help: "give your label another name",
            related: [.init("\(quoted: label.name.value) is declared here", at: label.name.span)])
    }
}
