import SpecDiagnostics

enum OutputOutsidePackage {
    static let rule = Rule(
        code: "MG1411", name: "output-outside-package",
        explanation: """
            Outputs are written below the directory of the package, so building a spec can't overwrite \
            anything else. The path of an output is relative to that directory and doesn't lead out of it. The same holds \
            for the released catalogue in `lifecycle`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            outputs:
              catalogue: {file: ../catalogue.json}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            outputs:
              catalogue: {file: Generated/catalogue.json}
            """)

    static func finding(_ path: Spanned<String>) -> Finding {
        Finding(
            rule, at: path.span, "\(quoted: path.value) leads out of the package",
            help: "write a path relative to the package's directory, such as `Generated/docs`")
    }
}
