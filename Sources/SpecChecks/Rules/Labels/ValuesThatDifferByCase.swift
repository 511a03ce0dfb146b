import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let valuesThatDifferByCase: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2404", name: "values-that-differ-by-case", severity: .warning, isAboutName: true),
            explanation: """
                `Paid` and `paid` are two series, and a query for one misses the other. This applies to the values \
                of a label and to the states of a stateset. Most likely one of them is a typing error.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  state: {help: Whether it was paid., values: [paid, Paid, open]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: state}
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
        let closed = product.labels.compactMap { if case .closed(let values) = $0.values { values } else { nil } }
        return (closed + product.livingMetrics.map(\.states)).flatMap { values -> [Finding] in
            var first: [String: Label.Value] = [:]
            return values.compactMap { value -> Finding? in
                let folded = value.text.value.lowercased()
                guard let known = first[folded] else {
                    first[folded] = value
                    return nil
                }
                return Finding(
                    valuesThatDifferByCase.rule, at: value.text.span,
                    "\(quoted: value.text.value) and \(quoted: known.text.value) differ only in case, and a query for one misses the other",
                    help: "keep one of them", related: [.init("the other is here", at: known.text.span)])
            }
        }
    }
}
