import MetricsVocabulary
import SpecDiagnostics

enum FutureSince {
    static let rule = Rule(
        code: "MG1432", name: "future-since",
        explanation: """
            `since` names the release that brought the metric, and everything that is made of the spec says that the \
            metric is there. So it is the product's own release or an earlier one; while the next one is being made, that \
            one may be named before the product's version is raised. The next one is the following minor version, or what \
            `releases` lists behind the product's.
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

    /// - Parameter releases: empty where the spec lists none.
    static func finding(
        since: Spanned<MinorVersion>, product: Spanned<ProductVersion>, in releases: ReleaseSequence
    ) -> Finding? {
        let line = product.value.releaseLine
        let next = releases.lines.first { $0 > line } ?? line.advanced(byMinors: 1)
        // A tree without a version is no earlier than anything.
        guard since.value > next, !product.value.isUnversioned else { return nil }
        return Finding(
            rule, at: since.span, "came in \(since.value), and this product is only \(product.value)",
            notes: ["the next release, \(next), may stand here while it is being made"],
            help:
                "write the release that brings the metric; where \(since.value) follows \(line), list both under `releases`",
            related: [.init("the product's version", at: product.span)])
    }
}
