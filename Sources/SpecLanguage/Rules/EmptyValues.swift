import SpecDiagnostics

enum EmptyValues {
    static let rule = Rule(
        code: "MG1404", name: "empty-values",
        explanation: """
            `values` says that the label has these values and no others. With none, no series could exist. List \
            the values, or delete the key: then any value can be given.
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
            rule, at: slot.span, "this label has no values, so that it could have no series",
            help: "list its values, or delete \(quoted: slot.key.value) for a label that takes any")
    }
}
