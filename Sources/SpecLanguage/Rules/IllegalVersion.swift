// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

package enum IllegalVersion {
    package static let rule = Rule(code: "MG1406", name: "illegal-version")

    static func finding(product version: Spanned<String>) -> Finding {
        Finding(
            rule, at: version.span,
            "the version of a product must be `X.Y` or `X.Y.Z`, not \(quoted: version.value)",
            help: meant(by: version.value).map { "write \(quoted: $0)" }
                ?? UInt(version.value).map { "write `\"\($0).0\"`" }
                ?? "write one, such as `0.8.0` or `1.2.0-rc.1`; numbers have no leading zeros")
    }

    static func finding(minor version: Spanned<String>, _ key: String) -> Finding {
        let meant =
            ProductVersion(stripped(version.value) ?? version.value)?.releaseLine
            ?? UInt(version.value).flatMap { MinorVersion("\($0).0") }
        return Finding(
            rule, at: version.span, "\(quoted: key) must be a minor version, `X.Y`, not \(quoted: version.value)",
            help: meant.map {
                UInt(version.value) != nil
                    ? "write `\"\($0)\"`" : "write `\"\($0)\"`: patch releases don't count here"
            }
                ?? "write two numbers in quotes, such as `\"0.8\"`",
            fixes: meant.map { [.replacing(version.span, with: "\"\($0)\"")] } ?? [])
    }

    /// For a patch release that the lifecycle of the product doesn't count; nil if it does.
    static func finding(
        uncounted version: Spanned<MinorVersion>, _ key: String, _ granularity: Product.Granularity?
    ) -> Finding? {
        guard version.value.patch != nil, granularity == .minor else { return nil }
        let line = "\"\(version.value.line)\""
        return Finding(
            rule, at: version.span, "\(quoted: key) must be a minor version, `X.Y`, not \(quoted: "\(version.value)")",
            notes: ["patch releases change which metrics are visible only with `lifecycle: {granularity: patch}`"],
            help: "write `\(line)`, or `granularity: patch` under `lifecycle`",
            fixes: [.replacing(version.span, with: line)])
    }

    /// The version without a leading `v`, a trailing separator, or a fourth number.
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

    /// The version without the `v` at the start of release tags.
    private static func stripped(_ text: String) -> String? {
        text.hasPrefix("v") || text.hasPrefix("V") ? String(text.dropFirst()) : nil
    }
}
