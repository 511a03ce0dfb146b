import SpecDiagnostics

package enum IllegalSwiftName {
    package static let rule = Rule(
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

    static func finding(_ name: Spanned<String>) -> Finding {
        Finding(
            rule, at: name.span, "`\(name.value)` can't be a name in Swift",
            help: "use letters, digits and underscores, and begin with a letter, for example "
                + "`\(SwiftIdentifier.lowerCamel(name.value))`")
    }
}
