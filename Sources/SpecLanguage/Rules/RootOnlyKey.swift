import SpecDiagnostics

enum RootOnlyKey {
    static let rule = Rule(
        code: "MG1108", name: "root-only-key",
        explanation: """
            `outputs` and `lifecycle` hold for a whole product, so they stand in the root spec, beside \
            `product`. In a file that the root spec includes they would have to agree with it, or contradict it.
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
            rule, at: key.span, "only a root spec has a key \(quoted: key.value)",
            help: "move it to the file with the `product`",
            related: [.init("the product of this spec stands here", at: root.span)])
    }
}
