import SpecDiagnostics

package enum SwiftNameCollision {
    package static let rule = Rule(
        code: "MG3102", name: "swift-name-collision",
        explanation: """
            Two names of the spec become one name in Swift: underscores part words and disappear, a group's own key is \
            left out of its metrics' names, and a counter loses its `_total`. The generated code would not compile, or \
            one metric would hide the other. Give one of the two a name of its own with `swift_name`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {swift: {directory: Generated}}
            groups:
              orders:
                metrics:
                  taken_total: {type: counter, help: Orders taken.}
                  taken: {type: gauge, help: Orders taken and not sent.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {swift: {directory: Generated}}
            groups:
              orders:
                metrics:
                  taken_total: {type: counter, help: Orders taken., swift_name: takenEver}
                  taken: {type: gauge, help: Orders taken and not sent.}
            """)

    /// Two specs of one target, whose code is one module.
    package static func finding(type: String, _ second: Span, first: Span) -> Finding {
        Finding(
            rule, at: second, "two specs of this target become the Swift type `\(type)`",
            help: "give one of them a `type` of its own under `outputs.swift`, for example `type: \(type)2`",
            related: [.init("the other one gets it here", at: first)])
    }

    static func finding(_ name: String, _ scope: NameScope, _ second: Spanned<String>, first: Spanned<String>)
        -> Finding
    {
        let noun = scope.noun
        return Finding(
            rule, at: second.span,
            second.value == first.value
                ? "`\(second.value)` becomes the Swift \(noun) `\(name)` twice"
                : "`\(first.value)` and `\(second.value)` both become the Swift \(noun) `\(name)`",
            help: scope.takesSwiftName
                ? "give one of them a Swift name of its own, for example `swift_name: \(name.prefix(1).lowercased() + name.dropFirst())2`"
                : "rename one of the two in the spec",
            related: [.init("`\(first.value)` is declared here", at: first.span)])
    }
}
