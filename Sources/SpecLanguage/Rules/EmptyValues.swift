import SpecDiagnostics

enum EmptyValues {
    static let rule = Rule(
        code: "MG1404", name: "empty-values",
        explanation: """
            `values` lists all values of the label. Without any, no series could exist. List \
            the values, or delete the key to allow any value.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: []}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south]}
            """)

    static func finding(_ slot: Slot) -> Finding {
        Finding(
            rule, at: slot.span, "this label has no values, so no series could exist",
            help: "list its values, or delete \(quoted: slot.key.value) to allow any value")
    }
}
