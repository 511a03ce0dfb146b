import MetricsVocabulary
import SpecDiagnostics

enum FutureRemoval {
    static let rule = Rule(
        code: "MG1409", name: "future-removal",
        explanation: """
            `removed` makes the metric a tombstone, which takes it out of the code at once. In a spec \
            whose product hasn't reached that version, the metric would be removed too early. Deprecate the metric; its \
            removal follows from the product's version.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, removed: {in: "1.5", reason: Nobody looked at it.}}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, removed: {in: "1.4", reason: Nobody looked at it.}}
            """)

    static func finding(removedIn: Spanned<MinorVersion>, product: Spanned<ProductVersion>) -> Finding? {
        // A checkout without a version isn't earlier than any version.
        guard removedIn.value > product.value.releaseLine, !product.value.isUnversioned else { return nil }
        return Finding(
            rule, at: removedIn.span, "removed in \(removedIn.value), but this product is only at \(product.value)",
            notes: ["a tombstone takes the metric out of the code at once"],
            help: "write `deprecated` instead; the removal follows from it",
            related: [.init("the product's version", at: product.span)])
    }
}
