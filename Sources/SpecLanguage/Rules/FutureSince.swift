import MetricsVocabulary
import SpecDiagnostics

enum FutureSince {
    static let rule = Rule(
        code: "MG1432", name: "future-since",
        explanation: """
            `since` is the release that introduced the metric, and all outputs of the spec say that the \
            metric exists. So it is the product's own release or an earlier one. During development, it may also be the \
            next release, before the product's version is raised. That is the next minor version, or the release that \
            follows the product's in `releases`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., since: "2.0"}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., since: "1.5"}
            """)

    /// - Parameter releases: empty if the spec doesn't list any.
    static func finding(
        since: Spanned<MinorVersion>, product: Spanned<ProductVersion>, in releases: ReleaseSequence
    ) -> Finding? {
        let line = product.value.releaseLine
        let next = releases.lines.first { $0 > line } ?? line.advanced(byMinors: 1)
        // A checkout without a version isn't earlier than any version.
        guard since.value > next, !product.value.isUnversioned else { return nil }
        return Finding(
            rule, at: since.span, "introduced in \(since.value), but this product is only at \(product.value)",
            notes: ["the next release, \(next), is allowed here during its development"],
            help:
                "write the release that introduces the metric; if \(since.value) follows \(line), list both under `releases`",
            related: [.init("the product's version", at: product.span)])
    }
}
