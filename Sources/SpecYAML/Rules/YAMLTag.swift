import SpecDiagnostics

enum YAMLTag {
    static let rule = Rule(
        code: "MG0008", name: "yaml-tag",
        explanation: """
            A YAML tag, such as `!!str`, says what type a value has. In a spec the key says that already: a label's \
            value `no` is the text it is, and a version `0.10` is no number. Delete the tag.
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
            rule, at: span, "a spec has no YAML tags: the key says what type its value has",
            help: "delete the tag; a text that begins with `!` belongs in quotes",
            fixes: [])
    }
}
