import SpecDiagnostics

enum RootOnlyKey {
    static let rule = Rule(
        code: "MG1108", name: "root-only-key",
        explanation: """
            `outputs` and `lifecycle` apply to the whole product, so they belong in the root spec, next to \
            `product`. In an included file they could contradict it.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [cart.yaml]

            # file: cart.yaml
            lifecycle: {hide_after: 2, remove_after: 4}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [cart.yaml]
            lifecycle: {hide_after: 2, remove_after: 4}

            # file: cart.yaml
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """)

    static func finding(_ key: Spanned<String>, root: Spanned<String>) -> Finding {
        Finding(
            rule, at: key.span, "\(quoted: key.value) is only allowed in a root spec",
            help: "move it to the file with the `product`",
            related: [.init("the product of this spec is here", at: root.span)])
    }
}
