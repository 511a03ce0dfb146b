import SpecDiagnostics

package enum IncludedRoot {
    package static let rule = Rule(
        code: "MG1504", name: "included-root",
        explanation: """
            A file with a `product` is a root spec: it stands for itself and can't be a part of another. Move \
            what both need to a third file, and include that from both.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [warehouse.yaml]

            # file: warehouse.yaml
            metricsgen: 1
            product: {name: warehouse, version: "2.0"}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [cart.yaml]

            # file: cart.yaml
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """)

    package static func finding(_ path: Spanned<String>, product: Span?) -> Finding {
        Finding(
            rule, at: path.span, "\(quoted: path.value) is a root spec itself, and can't be a part of another",
            help: "move what both need to a file of its own, and include that",
            related: product.map { [.init("its product stands here", at: $0)] } ?? [])
    }
}
