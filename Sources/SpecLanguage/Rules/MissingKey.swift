import SpecDiagnostics

enum MissingKey {
    static let rule = Rule(
        code: "MG1105", name: "missing-key",
        explanation: """
            This key is required: without a type, a metric has no series; without a help, nobody knows what it \
            measures.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {help: Items in all carts.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """)

    static func finding(_ key: KeyDescription, of table: KeyTable, at owner: Spanned<String>) -> Finding {
        Finding(
            rule, at: owner.span, "\(table.subject.definite) \(table.subject.has) no \(quoted: key.name)",
            help: "add `\(key.name): \(key.example ?? "…")`: \(key.help)")
    }

    static func finding(buckets owner: Spanned<String>) -> Finding {
        let forms = [
            BucketKeys.bounds.name, BucketKeys.series.name, BucketKeys.linear.name, BucketKeys.exponential.name,
            BucketKeys.sorted.name, BucketKeys.if.name,
        ]
        return Finding(
            rule, at: owner.span, "these buckets have no bounds",
            help: "add one of \(forms.quoted(joinedBy: "and"))")
    }
}
