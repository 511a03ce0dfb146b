import SpecDiagnostics

enum DuplicateMetric {
    static let rule = Rule(
        code: "MG1201", name: "duplicate-metric",
        explanation: """
            A name stands for one family of series. Declared twice, both would write to the same series, and a \
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

    static func finding(_ name: String, at span: Span, first: Span) -> Finding {
        Finding(
            rule, at: span, "`\(name)` is declared twice", underline: "declared again here",
            help: "delete this one, or give it a name of its own", related: [.init("first declared here", at: first)])
    }
}
