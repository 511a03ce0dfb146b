import SpecDiagnostics

enum OutputPathWithoutName {
    static let rule = Rule(
        code: "MG1421", name: "output-path-without-name",
        explanation: """
            If an output is one file, its path must end with the file's name. If it is a directory, its \
            path must not be empty. A file can't be written to a path that ends with `/`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            outputs:
              catalogue: {file: Generated/}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            outputs:
              catalogue: {file: Generated/catalogue.json}
            """)

    static func finding(_ path: Spanned<String>, _ kind: OutputPathKind) -> Finding {
        switch kind {
        case .file:
            Finding(
                rule, at: path.span, "\(quoted: path.value) doesn't name a file",
                help: "end the path with the name of the file, as in `Generated/catalogue.json`")
        case .directory:
            Finding(
                rule, at: path.span, "this path is empty",
                help:
                    "write a path relative to the package's directory, such as `Generated/Swift`; `.` is that directory"
            )
        }
    }
}
