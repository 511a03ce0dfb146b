import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let totalOnGauge: SpecCheck = SpecCheck(
        Rule(
            code: "MG2108", name: "total-on-gauge", severity: .warning,
            explanation: """
                `_total` at the end of a name says that it is a counter, and whoever reads the name writes `rate()` \
                around it. On a gauge, or on a stateset, which is scraped as one, that is wrong. Leave the ending out.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items_total: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items: {type: gauge, help: Items in all carts.}
                """)
    ) { product in
        product.namedMetrics.filter { [.gauge, .stateset].contains($0.kind) && $0.key.value.hasSuffix("_total") }.map {
            metric in
            Finding(
                totalOnGauge.rule, at: metric.key.span,
                "the \(metric.kind.rawValue) `\(metric.name)` ends in `_total`, which says that it is a counter",
                help: "leave the ending out; if the name is published already, waive this with a reason",
                fixes: [.renaming(metric, to: String(metric.key.value.dropLast("_total".count)))])
        }
    }
}
