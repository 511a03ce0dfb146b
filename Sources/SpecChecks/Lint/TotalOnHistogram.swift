import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let totalOnHistogram: SpecCheck = SpecCheck(
        Rule(
            code: "MG2107", name: "total-on-histogram", severity: .warning,
            explanation: """
                `_total` at the end of a name says that it is a counter, and whoever reads the name writes `rate()` \
                around it. On a histogram that is wrong. Leave the ending out.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items_total: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
                """)
    ) { product in
        product.namedMetrics.filter { $0.kind == .histogram && $0.key.value.hasSuffix("_total") }.map { metric in
            Finding(
                totalOnHistogram.rule, at: metric.key.span,
                "the histogram `\(metric.name)` ends in `_total`, which says that it is a counter",
                help: "leave the ending out; if the name is published already, waive this with a reason",
                fixes: [.renaming(metric, to: String(metric.key.value.dropLast("_total".count)))])
        }
    }
}
