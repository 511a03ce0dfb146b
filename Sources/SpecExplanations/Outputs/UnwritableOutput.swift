import SpecDiagnostics
import SpecPipeline

extension UnwritableOutput {
    package static let explained = ExplainedRule(
        rule,
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
}
