import SpecDiagnostics

enum UnknownLanguageVersion {
    static let rule = Rule(
        code: "MG1101", name: "unknown-language-version",
        explanation: """
            `metricsgen` is the version of the language in which a file is written. A later version of the language can then \
            change the meaning of a key without changing the meaning of your spec. This release knows version 1. \
            Nothing else in the file was checked.
            """,
        badExample: """
            metricsgen: 2
            product: {name: shop, version: "1.4"}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4"}
            """)

    static func finding(_ version: Int, at span: Span) -> Finding {
        let known = SpecLanguage.version
        return Finding(
            rule, at: span,
            "this file is written in version \(version) of the language, and this release reads version \(known)",
            notes: ["nothing else in the file was checked"],
            help: version > known ? "use a later release of metricsgen" : "write `metricsgen: \(known)`")
    }
}
