import SpecDiagnostics

enum MisfitKey {
    static let rule = Rule(
        code: "MG1110", name: "misfit-key",
        explanation: """
            The key exists, but not for what this is: only a histogram has buckets, only a gauge has a \
            multiprocess mode, only a stateset has states, only numbers have limits. Delete the key, or change the type.

            A tombstone has no series any more, and so nothing that describes them: its type and its lifecycle stay, \
            and what code that still records it needs (`swift_name`, `states`). The rest would be read as if it meant \
            something; the fix deletes it, which is safe, since it goes nowhere.
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
        return Finding(rule, at: key.span, "\(subject) \(verb) no \(quoted: key.value): \(why)", help: help)
    }

    /// Of what is left of a metric that is removed: one fault, however many keys were forgotten.
    ///
    /// - Parameter removals: what has to go so that they are gone.
    static func finding(ofTombstone keys: [Spanned<String>], removed: Span, removals: [Span]) -> Finding {
        let isOne = keys.count == 1
        return Finding(
            rule, at: keys[0].span,
            """
            a tombstone has no \(keys.map(\.value).quoted(joinedBy: "and")): the series that \
            \(isOne ? "it" : "they") would describe are gone
            """,
            help: isOne ? "delete it" : "delete them",
            related: [.init("this makes it a tombstone", at: removed)],
            fixes: [
                .init(
                    "delete what describes series that are gone", isSafe: true,
                    edits: removals.map { .init(replacing: $0, with: "") })
            ])
    }
}
