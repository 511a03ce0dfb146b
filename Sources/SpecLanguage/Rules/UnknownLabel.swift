import SpecDiagnostics

enum UnknownLabel {
    static let rule = Rule(
        code: "MG1301", name: "unknown-label",
        explanation: """
            A metric's labels are declared once under `labels`, with a description and where their values come \
            from; `label_sets` gives several a common name. A name that is neither can't become a label. Declare \
            it, or correct the spelling.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited.}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: [shoop]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited.}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: [shop]}
            """)

    static func finding(_ name: Spanned<String>, labels: [String], sets: [String]) -> Finding {
        let suggestion = Suggestion.nearest(to: name.value, among: labels + sets)
        return Finding(
            rule, at: name.span,
            "there is no label `\(name.value)`\(sets.isEmpty ? "" : ", and no label set of that name")",
            underline: suggestion.map { "did you mean `\($0)`?" },
            help: suggestion == nil ? "declare it under `labels`, with a `help`" : nil,
            fixes: suggestion.map { [.replacing(name.span, with: $0)] } ?? [])
    }

    static func finding(_ name: Spanned<String>, inSet set: String, labels: [String], isSet: Bool) -> Finding {
        guard isSet else { return finding(name, labels: labels, sets: []) }
        return Finding(
            rule, at: name.span, "the label set `\(set)` can't hold another label set, such as `\(name.value)`",
            help: "list the labels of `\(name.value)` here")
    }
}
