import SpecDiagnostics

extension Rule {
    package static let illegalSwiftName = Rule(
        code: "MG3101", name: "illegal-swift-name",
        explanation: """
            `swift_name` gives a metric, a group, a label or a label's value the name under which Swift code knows it. \
            It stands in the generated code as it is written, so it has to be a Swift identifier of letters, digits and \
            underscores that does not begin with a digit; otherwise the generated code would not compile. Reserved \
            words such as `default` are fine: they are put in backquotes.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {swift: {directory: Generated}}
            groups:
              orders:
                metrics:
                  orders_total: {type: counter, help: Orders taken., swift_name: order-count}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {swift: {directory: Generated}}
            groups:
              orders:
                metrics:
                  orders_total: {type: counter, help: Orders taken., swift_name: orderCount}
            """)

    package static let swiftNameCollision = Rule(
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
                  orders_total: {type: counter, help: Orders taken.}
                  orders: {type: gauge, help: Orders open now.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {swift: {directory: Generated}}
            groups:
              orders:
                metrics:
                  orders_total: {type: counter, help: Orders taken., swift_name: taken}
                  orders: {type: gauge, help: Orders open now.}
            """)
}

extension Finding {
    static func illegalSwiftName(_ name: Spanned<String>) -> Finding {
        Finding(
            .illegalSwiftName, at: name.span, "`\(name.value)` can't be a name in Swift",
            help:
                "use letters, digits and underscores, and begin with a letter, for example `\(SwiftIdentifier.lowerCamel(name.value))`"
        )
    }

    static func swiftNameCollision(
        _ name: String, _ noun: String, _ second: Spanned<String>, first: Spanned<String>
    ) -> Finding {
        Finding(
            .swiftNameCollision, at: second.span,
            second.value == first.value
                ? "`\(second.value)` becomes the Swift \(noun) `\(name)` twice"
                : "`\(first.value)` and `\(second.value)` both become the Swift \(noun) `\(name)`",
            help: "give one of them a Swift name of its own, for example `swift_name: \(name)2`",
            related: [.init("`\(first.value)` is declared here", at: first.span)])
    }
}
