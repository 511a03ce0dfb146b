import SpecDiagnostics
import SpecModel

enum CollidingSamples {
    static let rule = Rule(
        code: "MG1205", name: "colliding-samples",
        explanation: """
            A histogram `x` has series `x_bucket`, `x_sum` and `x_count`, a summary `x` the last two. Another metric \
            whose name is one of these would share series with it, and neither could be read any more. Rename one of \
            the two.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
                  order_items_count: {type: counter, help: Items ordered.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
                  items_ordered_total: {type: counter, help: Items ordered.}
            """)

    static func finding(_ sample: String, of metric: Metric, and first: Metric) -> Finding {
        let owner = sample == metric.name ? first : metric
        return Finding(
            rule, at: metric.key.span, "`\(metric.name)` and `\(first.name)` both have a series `\(sample)`",
            notes: ["the \(owner.kind.rawValue) `\(owner.name)` has \(owner.sampleNames.quoted(joinedBy: "and"))"],
            help: "give one of the two another name",
            related: [.init("`\(first.name)` is declared here", at: first.key.span)])
    }
}
