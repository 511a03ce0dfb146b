import SpecDiagnostics

enum EmptyLabelSet {
    static let rule = Rule(
        code: "MG1422", name: "empty-label-set",
        explanation: """
            A label set without labels gives none to the metrics that name it, and whoever reads them believes that they \
            have some. List its labels, or delete the set where nobody needs it.
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
            "the label set \(quoted: name.value) holds no labels, so that metrics that name it have none of it",
            help: "list its labels, or delete it and every use of it")
    }
}
