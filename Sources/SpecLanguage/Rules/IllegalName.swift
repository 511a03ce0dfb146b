import SpecDiagnostics

enum IllegalName {
    static let rule = Rule(
        code: "MG1203", name: "illegal-name", isAboutName: true,
        explanation: """
            Names end up in Prometheus, in Swift, in file names. Prometheus allows letters, digits and \
            underscores in the names of metrics and labels, and a digit not at the beginning; the colon is for \
            the product's prefix. Other names follow the same rule, so that they can become names in code.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  open-carts: {type: gauge, help: Carts that are not empty.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  open_carts: {type: gauge, help: Carts that are not empty.}
            """)

    static func finding(_ name: Spanned<String>, _ syntax: NameSyntax) -> Finding {
        if case .metric = syntax, name.value.contains(":") {
            return Finding(
                rule, at: name.span,
                "\(quoted: name.value) can't be the name of a metric: the `:` belongs to the product's prefix",
                help: "write the name without the prefix, and `prefix: …` under `product`")
        }
        return Finding(
            rule, at: name.span, "\(quoted: name.value) can't be \(syntax.what), since \(syntax.use)",
            help: "write nothing but \(syntax.alphabet)")
    }
}
