import SpecDiagnostics

enum AnchorOrAlias {
    static let rule = Rule(
        code: "MG0006", name: "anchor-or-alias",
        explanation: """
            YAML can name a value with `&name` and repeat it with `*name`. Readers of a spec look at one metric, and \
            must see all of it there. Write the value out, or give it a name of the spec \
            language: a label set, a bucket set, a group.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            label_sets:
              web: &web [shop]
              jobs: *web
            labels:
              shop: {help: The shop that was visited.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            label_sets:
              web: [shop]
              jobs: [shop]
            labels:
              shop: {help: The shop that was visited.}
            """)

    static func finding(anchor name: String, at span: Span, uses: [Span]) -> Finding {
        let shown = uses.prefix(3).map { Finding.Related("used here", at: $0) }
        let more = uses.count - shown.count
        return Finding(
            rule, at: span, "a spec can't have anchors, such as `&\(name)`: each value is written where it is used",
            notes: more > 0 ? ["and \(more) more \(more == 1 ? "use" : "uses") of it"] : [],
            help: uses.isEmpty
                ? "delete `&\(name)`; put a string that starts with `&` in quotes"
                : "replace `*\(name)` with the value", related: shown)
    }

    static func finding(alias name: String, at span: Span) -> Finding {
        Finding(
            rule, at: span, "a spec can't have aliases, and there is no anchor `&\(name)` either",
            help: "write the value out; put a string that starts with `*` in quotes")
    }
}
