import SpecDiagnostics

enum NestedTooDeep {
    static let rule = Rule(
        code: "MG0011", name: "nested-too-deep",
        explanation: """
            The values of a spec are nested at most a dozen levels deep. A file with more than \
            \(YAMLDocument.depthLimit) levels of lists and mappings isn't a spec, and reading it to the end could take \
            very long. Nothing after this place is read.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            groups: \(String(repeating: "[", count: 100))\(String(repeating: "]", count: 100))
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            groups: {}
            """)

    static func finding(at span: Span) -> Finding {
        Finding(
            rule, at: span, "lists and mappings are nested more than \(YAMLDocument.depthLimit) levels deep here",
            notes: ["the rest of the file was not read"], help: "look for a bracket that is opened and never closed")
    }
}
