import SpecDiagnostics

enum KeyThatIsNoText {
    static let rule = Rule(
        code: "MG0009", name: "key-that-is-no-text",
        explanation: """
            In YAML a key can be a list or a mapping, or be missing. In a spec every key is a string. Most often a `{` \
            or `[` at the start of a line was meant to start a string, and needs quotes.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            label_sets:
              [web]: [shop]
            labels:
              shop: {help: The shop that was visited.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            label_sets:
              web: [shop]
            labels:
              shop: {help: The shop that was visited.}
            """)

    static func finding(at span: Span) -> Finding {
        Finding(
            rule, at: span, "a key must be a string",
            help: "write a name before the `:`; put it in quotes if it starts with a bracket or a brace")
    }
}
