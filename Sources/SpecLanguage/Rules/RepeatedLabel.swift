import SpecDiagnostics

enum RepeatedLabel {
    static let rule = Rule(
        code: "MG1307", name: "repeated-label",
        explanation: """
            A series has each label once. If a metric has a label directly and through a label set, or through two label \
            sets, delete one of them.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited.}
            label_sets:
              place: [shop]
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: [place, shop]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited.}
            label_sets:
              place: [shop]
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: place}
            """)

    static func finding(_ label: String, at written: Spanned<String>, first: Spanned<String>) -> Finding {
        let way = written.value == label ? "" : ", through \(quoted: written.value)"
        return Finding(
            rule, at: written.span,
            "the label \(quoted: label) is listed a second time\(way), and a series has each label once",
            help: "delete one of them",
            related: [
                .init(
                    first.value == label ? "first here" : "first here, through \(quoted: first.value)", at: first.span)
            ])
    }
}
