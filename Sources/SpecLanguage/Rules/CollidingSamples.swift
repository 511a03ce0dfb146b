import SpecDiagnostics
import SpecModel

enum CollidingSamples {
    static let rule = Rule(
        code: "MG1205", name: "colliding-samples", isAboutName: true,
        explanation: """
            A histogram `x` has the series `x_bucket`, `x_sum` and `x_count`, a summary `x` has the last two. If another \
            metric had one of these names, both would write the same series, and neither could be read. Rename one of \
            them.
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
        // Rename the one whose own name has the suffix: readers would take it for a part of the other one anyway.
        let (named, owner) = sample == metric.name ? (metric, first) : (first, metric)
        return Finding(
            rule, at: named.key.span,
            "\(quoted: named.name) and \(quoted: owner.name) both have a series \(quoted: sample)",
            notes: [
                "the \(owner.kind.rawValue) \(quoted: owner.name) has \(owner.seriesNames.quoted(joinedBy: "and"))"
            ],
            help: "rename \(quoted: named.name), with another suffix",
            related: [.init("\(quoted: owner.name) is declared here", at: owner.key.span)])
    }
}
