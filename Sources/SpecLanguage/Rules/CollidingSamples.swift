import SpecDiagnostics
import SpecModel

enum CollidingSamples {
    static let rule = Rule(
        code: "MG1205", name: "colliding-samples", isAboutName: true,
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
        // The one whose own name ends so is the one to rename: readers would take it for a part of the other anyway.
        let (named, owner) = sample == metric.name ? (metric, first) : (first, metric)
        return Finding(
            rule, at: named.key.span,
            "\(quoted: named.name) and \(quoted: owner.name) both have a series \(quoted: sample)",
            notes: [
                "the \(owner.kind.rawValue) \(quoted: owner.name) has \(owner.seriesNames.quoted(joinedBy: "and"))"
            ],
            help: "give \(quoted: named.name) another name, with another ending",
            related: [.init("\(quoted: owner.name) is declared here", at: owner.key.span)])
    }
}
