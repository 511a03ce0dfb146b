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

    private static func reason(_ name: String) -> String? {
        switch name {
        case "le": "`le` is the label of a histogram's buckets, and readers would take this one for it"
        case "quantile": "`quantile` is the label of a summary's quantiles, and readers would take this one for it"
        case let other where other.hasPrefix("__"):
            "the label \(quoted: other) begins with `__`, which Prometheus keeps for itself"
        default: nil
        }
    }

    /// A label that is legal, but not on this metric.
    ///
    /// - Parameter mode: nil where the product doesn't need one.
    static func finding(
        _ label: Label, usedAt span: Span, of metric: String, kind: MetricKind, mode: MultiprocessMode?
    ) -> Finding? {
        let reason: String
        switch (kind, label.name.value) {
        case (.gauge, "pid"):
            guard let mode, mode == .all || mode == .liveall else { return nil }
            reason =
                "with `multiprocess: \(mode.rawValue)` a gauge has a label `pid` already: the process of each series"
        case (.stateset, MetricKind.stateLabel(of: metric)):
            reason = "a stateset has a label of its own name already: the state of each series"
        case (.counter, _), (.gauge, _), (.histogram, _), (.summary, _), (.info, _), (.stateset, _): return nil
        }
        return Finding(
            rule, at: span, reason, help: "give your label another name",
            related: [.init("\(quoted: label.name.value) is declared here", at: label.name.span)])
    }
}
