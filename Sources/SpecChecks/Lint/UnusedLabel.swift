import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let unusedLabel: SpecCheck = SpecCheck(
        Rule(
            code: "MG2601", name: "unused-label", severity: .warning,
            explanation: """
                A label that nothing refers to is read by everyone who looks at the spec, and means nothing. Delete \
                it, or add it to the metrics that it was meant for.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  shop: {help: The shop that was visited., values: [north, south]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  shop: {help: The shop that was visited., values: [north, south]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: shop}
                """),
        scope: .lint
    ) { product in
        product.declarations.labels.filter { !$0.isUsed }.map { declared in
            Finding(
                unusedLabel.rule, at: declared.name.span, "nothing has the label `\(declared.name.value)`",
                help: "delete it, or use it",
                fixes: declared.removal.map { [.removing($0, "the label `\(declared.name.value)`", isSafe: true)] }
                    ?? [])
        }
    }
}
