import SpecDiagnostics

enum MissingKey {
    static let rule = Rule(
        code: "MG1105", name: "missing-key",
        explanation: """
            Without this key the rest can't be understood or shown: a metric without a type has no series, one \
            without a help tells nobody what it counts.
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
            rule, at: owner.span, "\(table.definite) \(table.has) no \(quoted: key.name)",
            help: "add `\(key.name): \(key.example ?? "…")`: \(key.help)")
    }

    static func finding(buckets owner: Spanned<String>) -> Finding {
        let forms = [
            BucketKeys.bounds.name, BucketKeys.series.name, BucketKeys.linear.name, BucketKeys.exponential.name,
            BucketKeys.sorted.name, BucketKeys.if.name,
        ]
        return Finding(
            rule, at: owner.span, "these buckets have no bounds, so that they would tell nothing",
            help: "add one of \(forms.quoted(joinedBy: "and"))")
    }
}
