import SpecDiagnostics

enum DuplicateKey {
    static let rule = Rule(
        code: "MG0010", name: "duplicate-key",
        explanation: """
            A key occurs twice in one mapping. Only one of the values can be used, and YAML readers differ in which one. \
            Delete one of the keys, or rename it.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: The shop that was visited.}
              shop: {help: The branch that was visited.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: The shop that was visited.}
              branch: {help: The branch that was visited.}
            """)

    static func finding(_ key: String, at span: Span, first: Span) -> Finding {
        Finding(
            rule, at: span, "the key \(quoted: key) occurs twice in this mapping",
            underline: "again here",
            help: "delete one of them, or rename it",
            related: [.init("first written here", at: first)])
    }
}
