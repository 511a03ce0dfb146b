import SpecDiagnostics

enum UnknownReplacement {
    static let rule = Rule(
        code: "MG1305", name: "unknown-replacement",
        explanation: """
            Whoever reads that a metric is deprecated looks for what replaces it, and has to find it in this \
            spec. A replacement that another product or another service publishes is marked with `external: \
            true`, since this spec can't know it.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: Items in all carts.
                    deprecated: {since: "1.4", reason: It counted empty carts too., replaced_by: cart_item}
                  cart_items: {type: gauge, help: Items in carts that are not empty.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: Items in all carts.
                    deprecated: {since: "1.4", reason: It counted empty carts too., replaced_by: cart_items}
                  cart_items: {type: gauge, help: Items in carts that are not empty.}
            """)

    /// Of what can't name a metric; nil where it can. `none` stands alone, where nothing replaces the metric.
    static func finding(noName name: Spanned<String>) -> Finding? {
        if name.value == "none" {
            return Finding(
                rule, at: name.span, "`none` says that nothing replaces the metric, and stands alone",
                help: "write `replaced_by: none`, or take it out of what does replace the metric")
        }
        guard !name.value.contains(where: { !$0.isWhitespace }) else { return nil }
        return Finding(
            rule, at: name.span, "an empty text names no metric",
            help: "write the metric that replaces this one; if nothing does, `none`")
    }

    /// Of an empty list.
    static func finding(nothingAt span: Span) -> Finding {
        Finding(
            rule, at: span, "an empty list leaves open whether something replaces the metric",
            help: "write `none` if nothing does", fixes: [.replacing(span, with: "none")])
    }

    static func finding(_ name: Spanned<String>, among metrics: [String]) -> Finding {
        if ["null", "~", "nothing", "no", "None", "nil", "false", "-", "n/a"].contains(name.value) {
            return Finding(
                rule, at: name.span, "there is no metric \(quoted: name.value) in this spec",
                help: "write `none`, if nothing replaces it", fixes: [.replacing(name.span, with: "none")])
        }
        let suggestion = Suggestion.nearest(to: name.value, among: metrics)
        return Finding(
            rule, at: name.span, "there is no metric \(quoted: name.value) in this spec",
            underline: suggestion.map { "did you mean \(quoted: $0)?" },
            help:
                "if something else publishes it, write `{name: \(name.value), external: true}`; if nothing replaces it, `none`",
            fixes: suggestion.map { [.replacing(name.span, with: $0)] } ?? [])
    }
}
