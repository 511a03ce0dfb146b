import MetricsVocabulary
import SpecDiagnostics

enum IllegalVersion {
    static let rule = Rule(
        code: "MG1406", name: "illegal-version",
        explanation: """
            A product's version is `X.Y` or `X.Y.Z`, with whatever marks a prerelease after it. A metric's life \
            is counted in minor versions, `X.Y`: patch releases never change what is visible, so `0.8.0` would \
            say more than it can mean. A leading `v` is no part of a version.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: Items in all carts.
                    deprecated: {since: "1.4.0", reason: Nobody looked at it., replaced_by: none}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: Items in all carts.
                    deprecated: {since: "1.4", reason: Nobody looked at it., replaced_by: none}
            """)

    static func finding(product version: Spanned<String>) -> Finding {
        Finding(
            rule, at: version.span,
            "the version of a product is `X.Y` or `X.Y.Z`, and this is \(quoted: version.value)",
            help: meant(by: version.value).map { "write \(quoted: $0)" }
                ?? UInt(version.value).map { "write `\"\($0).0\"`" }
                ?? "write one, such as `0.8.0` or `1.2.0-rc.1`; numbers have no leading zeros")
    }

    static func finding(minor version: Spanned<String>, _ key: String) -> Finding {
        let meant =
            ProductVersion(stripped(version.value) ?? version.value)?.releaseLine
            ?? UInt(version.value).flatMap { MinorVersion("\($0).0") }
        return Finding(
            rule, at: version.span, "\(quoted: key) takes a minor version, `X.Y`, and this is \(quoted: version.value)",
            help: meant.map {
                UInt(version.value) != nil
                    ? "write `\"\($0)\"`" : "write `\"\($0)\"`: patch releases never change what is visible"
            }
                ?? "write two numbers in quotes, such as `\"0.8\"`",
            fixes: meant.map { [.replacing(version.span, with: "\"\($0)\"")] } ?? [])
    }

    /// Without a `v` before it, a separator that separates nothing, or a fourth number.
    private static func meant(by text: String) -> ProductVersion? {
        let bare = stripped(text) ?? text
        if let version = ProductVersion(bare) { return version }
        var ended = bare[...]
        while let last = ended.last, ".-+_".contains(last) { ended.removeLast() }
        if let version = ProductVersion(ended) { return version }
        let numbers = bare.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count > 3, numbers.allSatisfy({ Int($0) != nil }) else { return nil }
        return ProductVersion(numbers.prefix(3).joined(separator: "."))
    }

    /// Without the `v` that tags of releases begin with.
    private static func stripped(_ text: String) -> String? {
        text.hasPrefix("v") || text.hasPrefix("V") ? String(text.dropFirst()) : nil
    }
}
