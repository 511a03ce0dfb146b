import SpecDiagnostics

enum UnknownParameter {
    static let rule = Rule(
        code: "MG1303", name: "unknown-parameter",
        explanation: """
            `$name` is a parameter: a value that is known only when the process starts. Parameters are declared under \
            `parameters`, with a type, and the generated code asks for them. Declare it, or correct the \
            spelling.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              largest_order: {type: integer, minimum: 1}
            buckets:
              sizes: {series: [1, 2, 5], max: $large_order}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              largest_order: {type: integer, minimum: 1}
            buckets:
              sizes: {series: [1, 2, 5], max: $largest_order}
            """)

    static func finding(_ name: Spanned<String>, among parameters: [String]) -> Finding {
        let suggestion = Suggestion.nearest(to: name.value, among: parameters)
        return Finding(
            rule, at: name.span, "there is no parameter \(quoted: name.value)",
            underline: suggestion.map { "did you mean `$\($0)`?" },
            help: suggestion == nil ? "declare it under `parameters`, with a `type`" : nil,
            reference: name.value,
            fixes: suggestion.map { [.replacing(name.span, with: "$" + $0)] } ?? [])
    }
}
