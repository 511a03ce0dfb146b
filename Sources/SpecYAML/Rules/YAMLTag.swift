import SpecDiagnostics

enum YAMLTag {
    static let rule = Rule(
        code: "MG0008", name: "yaml-tag",
        explanation: """
            A YAML tag, such as `!!str`, says what type a value has. In a spec the key decides that: the label value \
            `no` is a string, and so is the version `0.10`. Delete the tag.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: !!str 1.0}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: 1.0}
            """)

    static func finding(at span: Span) -> Finding {
        Finding(
            rule, at: span, "a spec can't have YAML tags: the key decides the type of its value",
            help: "delete the tag; put a string that starts with `!` in quotes",
            fixes: [])
    }
}
