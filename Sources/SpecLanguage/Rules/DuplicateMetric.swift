import MetricsVocabulary
import SpecDiagnostics
import SpecModel

enum DuplicateMetric {
    static let rule = Rule(
        code: "MG1201", name: "duplicate-metric", isAboutName: true,
        explanation: """
            A name stands for one family of series, for ever: a removed metric's tombstone keeps it, since an old \
            dashboard would show the new metric under it. Declared twice, both would write to the same series, and a \
            scrape with the name twice is refused by Prometheus. Delete one of the two, or give it a name of its \
            own.
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

    /// A name that a tombstone keeps.
    static func finding(_ metric: Metric, removed tombstone: Metric, in release: MinorVersion) -> Finding {
        Finding(
            rule, at: metric.key.span, "\(quoted: metric.name) is the name of a metric that was removed in \(release)",
            notes: ["whoever still asks for the old one would be shown the new one's values"],
            help: "give this one a name of its own",
            related: [.init("its tombstone", at: tombstone.key.span)])
    }

    static func finding(_ name: String, at span: Span, first: Span) -> Finding {
        Finding(
            rule, at: span, "\(quoted: name) is declared twice", underline: "declared again here",
            help: "delete this one, or give it a name of its own", related: [.init("first declared here", at: first)])
    }
}
