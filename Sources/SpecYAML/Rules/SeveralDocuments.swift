import SpecDiagnostics

enum SeveralDocuments {
    static let rule = Rule(
        code: "MG0005", name: "several-documents",
        explanation: """
            A line `---` starts another YAML document. A spec file must contain a single document, because most YAML \
            readers ignore all others. Move the second one to another file and list that under `include`, or delete \
            the line.
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
            rule, at: span, "a spec file must contain a single YAML document; a second one starts here",
            notes: ["the rest of the file was not read"],
            help: "delete the `---`, or move the second document to another file and list that under `include`")
    }
}
