import SpecDiagnostics

enum EmptyFile {
    static let rule = Rule(
        code: "MG1102", name: "empty-file",
        explanation: """
            A file of a spec declares something. A file that is empty, or has only comments, was most likely saved \
            too early. Delete it from `include`, or add declarations.
            """,
        badExample: """
            # Nothing here yet.
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4"}
            """)

    static func finding(at start: Span) -> Finding {
        Finding(
            rule, at: start, "this file declares nothing",
            help: "write at least `metricsgen: 1` and a `product`, or `groups` in an included file")
    }
}
