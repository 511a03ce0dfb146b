import SpecDiagnostics

enum EmptyFile {
    static let rule = Rule(
        code: "MG1102", name: "empty-file",
        explanation: """
            A file of a spec declares something. One that holds nothing, or comments only, was most likely saved \
            before it was written. Delete it from `include`, or write into it.
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
            rule, at: start, "this file says nothing",
            help: "write at least `metricsgen: 1` and a `product`; in a file that another includes, `groups`")
    }
}
