import SpecDiagnostics

enum MergeKey {
    static let rule = Rule(
        code: "MG0007", name: "merge-key",
        explanation: """
            Some YAML readers merge another mapping into this one when they see the key `<<`. It never became part of \
            YAML, and it hides the keys of a metric from its readers. Write the keys out.
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
            rule, at: span, "a spec can't have merge keys: the keys of a mapping are written where it is",
            help: name.map { "write out the keys of `&\($0)` here" } ?? "write the merged keys out here",
            related: anchor.map { [.init("the merged mapping is here", at: $0)] } ?? [])
    }
}
