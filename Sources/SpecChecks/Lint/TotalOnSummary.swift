import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let totalOnSummary: SpecCheck = SpecCheck(
        Rule(
            code: "MG2111", name: "total-on-summary", severity: .warning,
            explanation: """
                `_total` at the end of a name says that it is a counter, and whoever reads the name writes `rate()` \
                around it. A summary has `_count` and `_sum` behind its name for that. Leave the ending out.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items_total: {type: summary, help: Items of an order.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items: {type: summary, help: Items of an order.}
                """)
    ) { product in
        product.namedMetrics.filter { $0.kind == .summary && $0.key.value.hasSuffix("_total") }.map { metric in
            Finding(
                totalOnSummary.rule, at: metric.key.span,
                "the summary `\(metric.name)` ends in `_total`, which says that it is a counter",
                help: "leave the ending out; if the name is published already, waive this with a reason",
                fixes: [.renaming(metric, to: String(metric.key.value.dropLast("_total".count)))])
        }
    }
}
