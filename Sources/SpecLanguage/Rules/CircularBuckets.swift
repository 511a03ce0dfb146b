import SpecDiagnostics

enum CircularBuckets {
    static let rule = Rule(
        code: "MG1306", name: "circular-buckets",
        explanation: """
            A branch of a conditional bucket set can refer to another set. If that leads back to the first, there \
            are no bounds at the end.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              is_wholesale: {type: boolean, default: false}
            buckets:
              sizes: {if: $is_wholesale, then: [10, 20, 50], else: sizes}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              is_wholesale: {type: boolean, default: false}
            buckets:
              small_sizes: [1, 2, 5]
              sizes: {if: $is_wholesale, then: [10, 20, 50], else: small_sizes}
            """)

    /// - Parameter path: the sets on the way, the last of which refers to the first.
    static func finding(_ name: Spanned<String>, path: [String]) -> Finding {
        let way = (path + [name.value]).map { "\(quoted: $0)" }.joined(separator: ", which refers to ")
        return Finding(
            rule, at: name.span, "the bucket set \(quoted: name.value) refers to itself",
            notes: path.count > 1 ? [way] : [],
            help: "write bounds in one of the branches")
    }
}
