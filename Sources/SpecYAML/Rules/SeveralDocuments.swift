import SpecDiagnostics

enum SeveralDocuments {
    static let rule = Rule(
        code: "MG0005", name: "several-documents",
        explanation: """
            A line `---` starts another YAML document. A spec file holds one: what comes after the line would be lost \
            on most readers. Move it to a file of its own and list that under `include`, or delete the line.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            ---
            labels:
              shop: {help: The shop that was visited.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: The shop that was visited.}
            """)

    static func finding(at span: Span) -> Finding {
        Finding(
            rule, at: span, "a second YAML document starts here, and a spec file holds one",
            notes: ["the rest of the file was not read"],
            help: "delete the `---`, or move what follows to a file of its own and list it under `include`")
    }
}
