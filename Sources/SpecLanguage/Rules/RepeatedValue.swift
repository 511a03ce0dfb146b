import SpecDiagnostics

package enum RepeatedValue {
    static let rule = Rule(
        code: "MG1405", name: "repeated-value", isAboutName: true,
        explanation: """
            If `values` lists a value twice, or `states` a state, it would be one series with two names in \
            code. If `locales` lists a language twice, it would be one page. Delete one of them.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south, north]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south]}
            """)

    package static func finding(locale: Spanned<String>, first: Span) -> Finding {
        Finding(
            rule, at: locale.span, "the language \(quoted: locale.value) is listed twice",
            help: "delete one of them", related: [.init("first here", at: first)])
    }

    /// - Parameter what: "value" or "state".
    static func finding(_ value: Spanned<String>, _ what: String, first: Span) -> Finding {
        Finding(
            rule, at: value.span, "the \(what) \(quoted: value.value) is listed twice, and would be one series",
            help: "delete one of them",
            related: [.init("first here", at: first)])
    }
}
