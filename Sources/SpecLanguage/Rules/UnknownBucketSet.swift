import SpecDiagnostics

enum UnknownBucketSet {
    static let rule = Rule(
        code: "MG1302", name: "unknown-bucket-set",
        explanation: """
            A histogram refers to a bucket set, which is declared once under `buckets`, or lists its own bounds. \
            Declare the set, or correct the spelling.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            buckets:
              sizes: [1, 2, 5]
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., buckets: size}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            buckets:
              sizes: [1, 2, 5]
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., buckets: sizes}
            """)

    static func finding(_ name: Spanned<String>, among sets: [String]) -> Finding {
        let suggestion = Suggestion.nearest(to: name.value, among: sets)
        return Finding(
            rule, at: name.span, "there is no bucket set \(quoted: name.value)",
            underline: suggestion.map { "did you mean \(quoted: $0)?" },
            help: suggestion == nil ? "declare it under `buckets`, or list bounds: `buckets: [1, 2, 5]`" : nil,
            reference: name.value,
            fixes: suggestion.map { [.replacing(name.span, with: $0)] } ?? [])
    }
}
