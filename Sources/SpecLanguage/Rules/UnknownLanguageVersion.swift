import SpecDiagnostics

enum UnknownLanguageVersion {
    static let rule = Rule(
        code: "MG1101", name: "unknown-language-version",
        explanation: """
            `metricsgen` says in which version of the language a file is written, so that a later version can \
            change the meaning of a key without changing that of your spec. This release knows version 1. \
            Nothing else in the file was looked at.
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
            notes: ["nothing else in the file was looked at"],
            help: version > known ? "use a later release of metricsgen" : "write `metricsgen: \(known)`")
    }
}
