import SpecDiagnostics

enum AnchorOrAlias {
    static let rule = Rule(
        code: "MG0006", name: "anchor-or-alias",
        explanation: """
            YAML lets a file name a value with `&name` and repeat it with `*name`. A spec is read by people who look at \
            one metric: what holds for it has to stand there. Write the value out, or give it a name of the spec \
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
            rule, at: span, "a spec has no anchors, such as `&\(name)`, so that each value stands where it is read",
            notes: more > 0 ? ["and \(more) more \(more == 1 ? "use" : "uses") of it"] : [],
            help: uses.isEmpty
                ? "delete `&\(name)`; a text that begins with `&` belongs in quotes"
                : "write the value out where `*\(name)` stands", related: shown)
    }

    static func finding(alias name: String, at span: Span) -> Finding {
        Finding(
            rule, at: span, "a spec has no aliases, and there is no anchor `&\(name)` either",
            help: "write the value out; a text that begins with `*` belongs in quotes")
    }
}
