import SpecDiagnostics

enum MergeKey {
    static let rule = Rule(
        code: "MG0007", name: "merge-key",
        explanation: """
            Some YAML readers take the key `<<` for "and everything that stands there". It never became part of YAML, \
            and it hides from the reader of a metric what the metric has. Write the keys out.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: &shop {help: The shop that was visited., max_values: 20}
              branch:
                <<: *shop
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: The shop that was visited., max_values: 20}
              branch: {help: The shop that was visited., max_values: 20}
            """)

    static func finding(at span: Span, merging name: String? = nil, anchor: Span? = nil) -> Finding {
        Finding(
            rule, at: span, "a spec has no merge keys, so that what a mapping says stands where it is",
            help: name.map { "write out here what stands at `&\($0)`" } ?? "write the merged keys out here",
            related: anchor.map { [.init("what is merged stands here", at: $0)] } ?? [])
    }
}
