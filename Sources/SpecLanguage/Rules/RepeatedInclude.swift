import SpecDiagnostics

package enum RepeatedInclude {
    package static let rule = Rule(
        code: "MG1505", name: "repeated-include",
        explanation: """
            A file that is included twice would declare everything in it twice. Once is enough: the declarations of a file \
            are visible in all files of the spec.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [cart.yaml, ./cart.yaml]

            # file: cart.yaml
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
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

    package static func finding(_ path: Spanned<String>, first: Span) -> Finding {
        Finding(
            rule, at: path.span, "\(quoted: path.value) is included already",
            help: "delete this one: the declarations of a file are visible in all files of the spec",
            related: [.init("first included here", at: first)])
    }
}
