import SpecDiagnostics

enum HistogramWithoutBuckets {
    static let rule = Rule(
        code: "MG1403", name: "histogram-without-buckets",
        explanation: """
            A histogram counts how many values are below each of its bounds. Only you can know suitable bounds. \
            Write the name of a bucket set, or list bounds.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
            """)

    static func finding(_ metric: Spanned<String>) -> Finding {
        Finding(
            rule, at: metric.span, "this histogram has no `buckets`",
            help: "add the name of a bucket set, or a list of bounds: `buckets: [1, 2, 5]`")
    }
}
