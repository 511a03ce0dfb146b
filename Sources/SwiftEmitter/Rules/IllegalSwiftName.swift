import SpecDiagnostics

package enum IllegalSwiftName {
    package static let rule = Rule(
        code: "MG3101", name: "illegal-swift-name",
        explanation: """
            `type` under `outputs.swift` is the name of the generated struct. It stands in the generated code as it is \
            written, so it has to be a Swift identifier of letters, digits and underscores that begins with a letter, \
            and neither a reserved word nor a type that the code uses itself, such as `String`; otherwise the generated code would not compile.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {swift: {directory: Generated, type: Shop Metrics}}
            groups:
              orders:
                metrics:
                  taken_total: {type: counter, help: Orders taken.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {swift: {directory: Generated, type: ShopMetrics}}
            groups:
              orders:
                metrics:
                  taken_total: {type: counter, help: Orders taken.}
            """)

    static func finding(_ name: Spanned<String>) -> Finding {
        Finding(
            rule, at: name.span, "\(quoted: name.value) can't be the name of a type in Swift",
            help:
                "use letters, digits and underscores, begin with a letter, and take no word that Swift has a use for; "
                + "for example \(quoted: example(for: name.value))")
    }

    /// A legal name that is as similar to the given one as possible.
    private static func example(for name: String) -> String {
        let letters = SwiftIdentifier.upperCamel(name).drop { !$0.isLetter }
        let stem = letters.isEmpty ? "Product" : SwiftIdentifier.upperCamel(String(letters))
        let candidates = [stem + "Metrics", stem + "Product"]
        return (stem.hasSuffix("Metrics") ? [stem] + candidates : candidates)
            .first(where: SwiftIdentifier.isLegalType) ?? "ProductMetrics"
    }
}
