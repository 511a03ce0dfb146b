import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let kindInName: SpecCheck = naming(
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
    ) { metric, _ in
        let words = metric.nameWords
        guard let kind = MetricKind.allCases.first(where: { $0.isOddInNames && words.contains($0.rawValue) }) else {
            return nil
        }
        let odd = MetricKind.allCases.filter(\.isOddInNames).map(\.rawValue)
        return NameFault(
            message: "the name `\(metric.name)` holds the kind `\(kind.rawValue)`, which its type says already",
            advice: "name what it measures",
            mend: odd.contains(words.joined()) ? nil : { name in name.words.removeAll(where: odd.contains) })
    }
}
