import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let staleTranslation: SpecCheck = SpecCheck(
        Rule(
            code: "MG2702", name: "stale-translation", severity: .warning,
            explanation: """
                A file of translations has texts of something that the spec doesn't declare any more, or spells its name \
                in another way. Nobody sees them. Correct the name, or delete them.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                # file: locales/de.yaml
                groups: {cart: Warenkorb}
                metrics: {items: Gegenstände in allen Warenkörben., itmes: Gegenstände.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                # file: locales/de.yaml
                groups: {cart: Warenkorb}
                metrics: {items: Gegenstände in allen Warenkörben.}
                """)
    ) { product in
        let names = [
            "group": product.groups.map(\.key.value), "metric": product.metrics.map(\.key.value),
            "label": product.labels.map(\.name.value), "parameter": product.parameters.map(\.name.value),
        ]
        return product.translations.flatMap { translation in
            translation.names.compactMap { text -> Finding? in
                let known = names[text.what] ?? []
                guard !known.contains(text.name.value) else { return nil }
                let guess = Suggestion.nearest(to: text.name.value, among: known)
                return Finding(
                    staleTranslation.rule, at: text.name.span,
                    "there is no \(text.what) `\(text.name.value)` to translate",
                    underline: guess.map { "did you mean `\($0)`?" }, help: guess == nil ? "delete its texts" : nil)
            }
        }
    }
}
