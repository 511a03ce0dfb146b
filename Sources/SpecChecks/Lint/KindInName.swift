import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let kindInName: SpecCheck = SpecCheck(
        Rule(
            code: "MG2104", name: "kind-in-name", severity: .warning,
            explanation: """
                A name says what is measured. That it is a gauge or a histogram stands in its type, and a name that \
                repeats it would have to change with it.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items_gauge: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """)
    ) { product in
        product.namedMetrics.compactMap { metric -> Finding? in
            guard let kind = MetricKind.allCases.first(where: { metric.nameWords.contains($0.rawValue) }),
                kind.isOddInNames
            else { return nil }
            let name = metric.key.value.split(separator: "_").filter { $0.lowercased() != kind.rawValue }
                .joined(separator: "_")
            return Finding(
                kindInName.rule, at: metric.key.span, "the name `\(metric.name)` holds the kind `\(kind.rawValue)`",
                help: name.isEmpty ? "name what it measures" : "name it `\(name)`",
                fixes: name.isEmpty ? [] : [.renaming(metric, to: name)])
        }
    }
}
