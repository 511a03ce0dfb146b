import MetricsVocabulary
import SpecDiagnostics
import SpecModel

enum DuplicateMetric {
    static let rule = Rule(
        code: "MG1201", name: "duplicate-metric", isAboutName: true,
        explanation: """
            A name belongs to one family of series forever. The tombstone of a removed metric reserves it, because an old \
            dashboard would show the new metric instead. If a name is declared twice, both metrics write to the same \
            series, and Prometheus rejects a scrape that has the name twice. Delete one of the metrics, or rename \
            it.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
              shelf:
                metrics:
                  items: {type: gauge, help: Items on all shelves.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
              shelf:
                metrics:
                  shelf_items: {type: gauge, help: Items on all shelves.}
            """)

    /// A name that a tombstone reserves.
    static func finding(_ metric: Metric, removed tombstone: Metric, in release: MinorVersion) -> Finding {
        Finding(
            rule, at: metric.key.span, "\(quoted: metric.name) is the name of a metric that was removed in \(release)",
            notes: ["dashboards of the old metric would show the values of the new one"],
            help: "rename this metric",
            related: [.init("its tombstone", at: tombstone.key.span)])
    }

    static func finding(_ name: String, at span: Span, first: Span) -> Finding {
        Finding(
            rule, at: span, "\(quoted: name) is declared twice", underline: "declared again here",
            help: "delete this one, or rename it", related: [.init("first declared here", at: first)])
    }
}
