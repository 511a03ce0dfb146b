import SpecDiagnostics

enum ReplacedByItself {
    static let rule = Rule(
        code: "MG1308", name: "replaced-by-itself",
        explanation: """
            A deprecated metric can't replace itself. Write the name of the metric that takes its \
            place, or write `replaced_by: none`.
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
                    deprecated: {since: "1.4", reason: Nobody looked at it., replaced_by: items}
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
                    deprecated: {since: "1.4", reason: Nobody looked at it., replaced_by: none}
            """)

    static func finding(_ name: Spanned<String>) -> Finding {
        Finding(
            rule, at: name.span, "\(quoted: name.value) is said to be replaced by itself",
            help: "name the metric that takes its place, or write `none`")
    }
}
