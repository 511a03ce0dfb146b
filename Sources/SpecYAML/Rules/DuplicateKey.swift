import SpecDiagnostics

enum DuplicateKey {
    static let rule = Rule(
        code: "MG0010", name: "duplicate-key",
        explanation: """
            A key that stands twice in one mapping: only one of its values could count, and which one differs between \
            YAML readers. Delete one of the two, or rename it.
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
            rule, at: span, "the key \(quoted: key) stands twice in one mapping, and only one can count",
            underline: "again here",
            help: "delete one of the two, or give it a name of its own",
            related: [.init("first written here", at: first)])
    }
}
