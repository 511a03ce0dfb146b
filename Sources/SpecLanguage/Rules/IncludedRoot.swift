import SpecDiagnostics

package enum IncludedRoot {
    package static let rule = Rule(
        code: "MG1504", name: "included-root",
        explanation: """
            A file with a `product` is a root spec, which can't be a part of another spec. Move \
            the shared declarations to a third file, and include that in both.
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
            rule, at: path.span, "\(quoted: path.value) is a root spec itself, so it can't be included",
            help: "move the shared declarations to another file, and include that",
            related: product.map { [.init("its product is here", at: $0)] } ?? [])
    }
}
