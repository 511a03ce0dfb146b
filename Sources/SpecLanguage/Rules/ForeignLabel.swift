import SpecDiagnostics

enum ForeignLabel {
    static let rule = Rule(
        code: "MG1309", name: "foreign-label",
        explanation: """
            A panel can only group by labels that its metric has: with any other label, all series would be merged \
            into one line without a name. Add the label to the metric's `labels`, or group by another one.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south]}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., panel: {group_by: shop}}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south]}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: shop, panel: {group_by: shop}}
            """)

    static func finding(_ name: Spanned<String>, labels: [String]) -> Finding {
        let suggestion = Suggestion.nearest(to: name.value, among: labels)
        let choices = labels.isEmpty ? "it has no labels" : "it has \(labels.quoted(joinedBy: "and"))"
        return Finding(
            rule, at: name.span, "this metric has no label \(quoted: name.value) to group by",
            underline: suggestion.map { "did you mean \(quoted: $0)?" }, notes: [choices],
            help: suggestion == nil ? "add it to the metric's `labels`, or group by another one" : nil,
            fixes: suggestion.map { [.replacing(name.span, with: $0)] } ?? [])
    }
}
