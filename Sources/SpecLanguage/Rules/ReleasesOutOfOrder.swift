import MetricsVocabulary
import SpecDiagnostics

enum ReleasesOutOfOrder {
    static let rule = Rule(
        code: "MG1430", name: "releases-out-of-order",
        explanation: """
            `releases` lists the releases in their order, oldest first. In another order, or with a release listed twice, it \
            is unclear when a deprecated metric is hidden and when it is removed.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0", prefix: shop_}
            releases: ["0.9", "0.10", "0.8", "1.0"]
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0", prefix: shop_}
            releases: ["0.8", "0.9", "0.10", "1.0"]
            """)

    /// The first that is not after the one before it.
    static func finding(_ releases: [Spanned<MinorVersion>]) -> Finding? {
        for (earlier, later) in zip(releases, releases.dropFirst()) where earlier.value >= later.value {
            return Finding(
                rule, at: later.span,
                earlier.value == later.value
                    ? "\(later.value) is listed twice" : "\(later.value) is listed after \(earlier.value)",
                help: "list the oldest first, each once", related: [.init("the one before it", at: earlier.span)])
        }
        return nil
    }
}
