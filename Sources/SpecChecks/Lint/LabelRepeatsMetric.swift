import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let labelRepeatsMetric: SpecCheck = SpecCheck(
        Rule(
            code: "MG2402", name: "label-repeats-metric", severity: .warning,
            explanation: """
                A label stands behind the name of its metric, so that a label which repeats the name says everything \
                twice: `orders{orders_state="open"}`. Leave the repetition out.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  items_state: {help: Whether it was paid., values: [paid, open]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: items_state}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  state: {help: Whether it was paid., values: [paid, open]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: state}
                """)
    ) { product in
        var reported: Set<String> = []
        return product.livingMetrics.flatMap { metric in
            (metric.labels + metric.fields).compactMap { label -> Finding? in
                let (key, name) = (metric.key.value, label.name.value)
                guard name == key || name.hasPrefix(key + "_"), reported.insert(name).inserted else { return nil }
                let short = String(name.dropFirst(key.count + 1))
                return Finding(
                    labelRepeatsMetric.rule, at: label.name.span,
                    "the label `\(name)` repeats the name of its metric `\(metric.name)`",
                    help: short.isEmpty ? "name what it tells apart" : "name it `\(short)`",
                    related: [.init("`\(metric.name)` is declared here", at: metric.key.span)])
            }
        }
    }
}
