import SpecDiagnostics

enum MisfitKey {
    static let rule = Rule(
        code: "MG1110", name: "misfit-key",
        explanation: """
            The key exists, but doesn't fit here: only a histogram has buckets, only a gauge has a \
            multiprocess mode, only a stateset has states, only numbers have limits. Delete the key, or change the type.

            A tombstone has no series, so nothing can describe them. It keeps its type and its lifecycle, \
            and the keys for code that still records it (`swift_name`, `states`). Other keys would only mislead \
            readers. The fix deletes them, which is safe because they have no effect.
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

    /// For the keys of a metric that is removed: one diagnostic, however many keys were forgotten.
    ///
    /// - Parameter removals: the spans to delete.
    static func finding(ofTombstone keys: [Spanned<String>], removed: Span, removals: [Span]) -> Finding {
        let isOne = keys.count == 1
        return Finding(
            rule, at: keys[0].span,
            """
            a tombstone can't have \(keys.map(\.value).quoted(joinedBy: "and")): the series that \
            \(isOne ? "it" : "they") would describe don't exist any longer
            """,
            help: isOne ? "delete it" : "delete them",
            related: [.init("this makes it a tombstone", at: removed)],
            fixes: [
                .init(
                    "delete the keys that describe its series", isSafe: true,
                    edits: removals.map { .init(replacing: $0, with: "") })
            ])
    }
}
