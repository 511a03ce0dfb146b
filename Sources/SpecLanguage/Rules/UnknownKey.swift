import SpecDiagnostics

enum UnknownKey {
    static let rule = Rule(
        code: "MG1103", name: "unknown-key",
        explanation: """
            The language doesn't have this key at this place, so what stands under it would mean nothing. It is \
            misspelt, it belongs to another level, or it comes from a later release.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., multiproces: sum}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., multiprocess: sum}
            """)

    static func finding(_ key: Spanned<String>, in table: KeyTable, isGuessing: Bool = true) -> Finding {
        let suggestion = isGuessing ? suggestion(for: key.value, in: table) : nil
        let advice = isGuessing ? KnownElsewhere.advice(key.value, in: table) : nil
        return Finding(
            rule, at: key.span, "\(table.indefinite) \(table.has) no key `\(key.value)`",
            underline: suggestion.map { "did you mean `\($0)`?" },
            help: suggestion == nil
                ? advice ?? "the keys here are \(table.keys.map(\.name).quoted(joinedBy: "and"))" : nil,
            fixes: suggestion.map { [.replacing(key.span, with: $0)] } ?? [])
    }

    static func suggestion(for key: String, in table: KeyTable) -> String? {
        if let other = KnownElsewhere.otherWord(for: key, in: table) { return other }
        guard let nearest = Suggestion.nearest(to: key, among: table.keys.map(\.name)) else { return nil }
        // A key that is spelt as it is elsewhere was meant, and is nobody's slip.
        return Suggestion.isSlip(key, for: nearest) || KnownElsewhere.advice(key, in: table) == nil ? nearest : nil
    }

    /// Of steps that stand where the bounds belong: one fault, whatever their number.
    static func finding(steps keys: [Spanned<String>], of form: String, written: String) -> Finding {
        Finding(
            rule, at: keys[0].span,
            "\(keys.map(\.value).quoted(joinedBy: "and")) are steps, which buckets have under `\(form)`",
            help: "write `\(form): {\(written)}`")
    }
}
