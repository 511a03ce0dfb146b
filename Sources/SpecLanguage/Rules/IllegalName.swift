import SpecDiagnostics

enum IllegalName {
    static let rule = Rule(
        code: "MG1203", name: "illegal-name", isAboutName: true,
        explanation: """
            Names are used in Prometheus, in Swift and in file names. Prometheus allows letters, digits and \
            underscores in the names of metrics and labels, which can't start with a digit; the colon is for \
            the product's prefix. Other names follow the same rule, because they become names in code.
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
            rule, at: name.span, "\(quoted: name.value) can't be \(syntax.what), because \(syntax.use)",
            help: "use only \(syntax.alphabet)")
    }
}
