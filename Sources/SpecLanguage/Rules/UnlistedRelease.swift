// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

package enum UnlistedRelease {
    package static let rule = Rule(code: "MG1431", name: "unlisted-release")

    /// - Parameter releases: in order; empty if the spec doesn't list any.
    static func finding(
        product: Spanned<ProductVersion>, _ granularity: Product.Granularity, in releases: [Spanned<MinorVersion>]
    ) -> Finding? {
        let line = granularity.release(of: product.value)
        guard let last = releases.last, !product.value.isUnversioned, !releases.contains(where: { $0.value == line })
        else { return nil }
        var fixes: [Finding.Fix] = []
        if line > last.value {
            let end = Span(source: last.span.source, start: last.span.end, end: last.span.end)
            // For a list in brackets; a block list has one element per line.
            if last.span.start.line == releases.first?.span.start.line, releases.count > 1 {
                fixes = [.init("list \(line)", isSafe: true, edits: [.init(replacing: end, with: ", \"\(line)\"")])]
            }
        }
        return Finding(
            rule, at: product.span, "this product is \(line), which `releases` doesn't list",
            help: line > last.value ? "add `\"\(line)\"` to the end of the list" : "add `\"\(line)\"` where it belongs",
            related: [.init("the last one in the list", at: last.span)], fixes: fixes)
    }

    /// - Parameters:
    ///   - product: the product's own release.
    ///   - list: the place of the last release that is listed.
    static func finding(
        since: Spanned<MinorVersion>, in releases: ReleaseSequence, _ product: MinorVersion?, listedAt list: Span
    ) -> Finding? {
        // The product's own release is reported once, at the product's version.
        guard let last = releases.lines.last, since.value <= last, !releases.lines.contains(since.value),
            since.value != product
        else { return nil }
        return Finding(
            rule, at: since.span, "deprecated in \(since.value), which `releases` doesn't list",
            help: "add `\"\(since.value)\"` where it belongs, or write a release that is listed",
            related: [.init("the last one in the list", at: list)])
    }
}
