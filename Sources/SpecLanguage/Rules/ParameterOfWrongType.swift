import SpecDiagnostics
import SpecModel

enum ParameterOfWrongType {
    static let rule = Rule(
        code: "MG1304", name: "parameter-of-wrong-type",
        explanation: """
            The `max` of a series needs an integer, the `if` of a bucket set needs a Boolean, and `sorted` needs a \
            list of integers. A parameter of another type can't be used there.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              is_wholesale: {type: boolean, default: false}
            buckets:
              sizes: {series: [1, 2, 5], max: $is_wholesale}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              largest_order: {type: integer, minimum: 1}
            buckets:
              sizes: {series: [1, 2, 5], max: $largest_order}
            """)

    static func finding(_ name: Spanned<String>, _ use: ParameterUse, _ parameter: Parameter) -> Finding {
        Finding(
            rule, at: name.span,
            "\(quoted: use.key) needs a parameter that is \(use.type), and \(quoted: name.value) is \(Self.type(of: parameter))",
            help: "change its `type`, or use another parameter",
            related: [.init("\(quoted: name.value) is declared here", at: parameter.name.span)])
    }

    private static func type(of parameter: Parameter) -> String {
        switch parameter.type {
        case .integer: "an integer"
        case .boolean: "a boolean"
        case .integers: "a list of integers"
        }
    }
}
