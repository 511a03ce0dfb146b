import SpecDiagnostics

enum EmptyLabelSet {
    static let rule = Rule(
        code: "MG1422", name: "empty-label-set",
        explanation: """
            A label set without labels adds none to the metrics that use it, and their readers would expect \
            some. List its labels, or delete the set.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south]}
            label_sets:
              place: []
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: place}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south]}
            label_sets:
              place: [shop]
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: place}
            """)

    static func finding(_ name: Spanned<String>) -> Finding {
        Finding(
            rule, at: name.span,
            "the label set \(quoted: name.value) has no labels",
            help: "list its labels, or delete it and all of its uses")
    }
}
