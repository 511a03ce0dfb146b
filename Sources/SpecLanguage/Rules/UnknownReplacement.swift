import SpecDiagnostics

enum UnknownReplacement {
    static let rule = Rule(
        code: "MG1305", name: "unknown-replacement",
        explanation: """
            Whoever reads that a metric is deprecated looks for what replaces it, and has to find it in this \
            spec. A replacement that another product or another service publishes is marked with `external: \
            true`, since this spec can't know it.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: Items in all carts.
                    deprecated: {since: "1.4", reason: It counted empty carts too., replaced_by: cart_item}
                  cart_items: {type: gauge, help: Items in carts that are not empty.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: Items in all carts.
                    deprecated: {since: "1.4", reason: It counted empty carts too., replaced_by: cart_items}
                  cart_items: {type: gauge, help: Items in carts that are not empty.}
            """)

    static func finding(_ name: Spanned<String>, among metrics: [String]) -> Finding {
        let suggestion = Suggestion.nearest(to: name.value, among: metrics)
        return Finding(
            rule, at: name.span, "there is no metric `\(name.value)` in this spec",
            underline: suggestion.map { "did you mean `\($0)`?" },
            help:
                "if something else publishes it, write `{name: \(name.value), external: true}`; if nothing replaces it, `none`",
            fixes: suggestion.map { [.replacing(name.span, with: $0)] } ?? [])
    }
}
