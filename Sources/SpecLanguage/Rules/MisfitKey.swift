import SpecDiagnostics

enum MisfitKey {
    static let rule = Rule(
        code: "MG1110", name: "misfit-key",
        explanation: """
            The key exists, but not for what this is: only a histogram has buckets, only a gauge has a \
            multiprocess mode, only a stateset has states, only numbers have limits. Delete the key, or change the type.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  orders_total: {type: counter, help: Orders placed., buckets: [1, 2, 5]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
            """)

    static func finding(_ key: Spanned<String>, of subject: String, why: String, help: String = "delete it") -> Finding
    {
        let verb = ["a ", "an ", "the "].contains(where: subject.hasPrefix) ? "has" : "have"
        return Finding(rule, at: key.span, "\(subject) \(verb) no `\(key.value)`: \(why)", help: help)
    }
}
