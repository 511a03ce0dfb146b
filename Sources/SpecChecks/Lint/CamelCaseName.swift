import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let camelCaseName: SpecCheck = SpecCheck(
        Rule(
            code: "MG2105", name: "camel-case-name", severity: .warning,
            explanation: """
                Names in Prometheus are written in small letters with underscores between the words. One that isn't \
                stands out in every query and is mistyped in most.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      itemsInCarts: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items_in_carts: {type: gauge, help: Items in all carts.}
                """)
    ) { product in
        let metrics = product.namedMetrics.map { ($0.key, "metric") }
        let labels = product.labels.map { ($0.name, "label") }
        return (metrics + labels).filter { $0.0.value.contains(where: \.isUppercase) }.map { name, what in
            Finding(
                camelCaseName.rule, at: name.span, "the name of the \(what) `\(name.value)` has capital letters",
                help: "name it `\(snakeCase(name.value))`")
        }
    }

    private static func snakeCase(_ name: String) -> String {
        var result = ""
        for character in name {
            if character.isUppercase, let last = result.last, last != "_", !last.isUppercase { result += "_" }
            result += character.lowercased()
        }
        return result
    }
}
