import SpecDiagnostics

package enum UnwritableOutput {
    package static let rule = Rule(
        code: "MG3211", name: "unwritable-output",
        explanation: """
            Generated files are committed, and everybody who clones the repository has to be able to have them. Windows \
            can't have `nul.md`, `a:b.md`, or a name that ends with a dot; shells read `$` and a leading `~`. And there \
            are files that other programs obey, such as `Package.swift` and all that begins with `.git`: a spec that a \
            stranger sends must not be able to write those. Give the output another path.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {docs: {file: "docs/shop:metrics.md"}}
            groups:
              orders:
                metrics:
                  orders_total: {type: counter, help: Orders taken.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {docs: {file: docs/shop-metrics.md}}
            groups:
              orders:
                metrics:
                  orders_total: {type: counter, help: Orders taken.}
            """)

    static func finding(_ path: String, reason: String, at span: Span) -> Finding {
        Finding(
            rule, at: span, "no output can be written to \(quoted: path): \(reason)",
            help: "give the output another path")
    }
}
