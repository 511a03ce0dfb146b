// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

package enum FutureSince {
    package static let rule = Rule(code: "MG1432", name: "future-since")

    /// - Parameter releases: empty if the spec doesn't list any.
    static func finding(
        since: Spanned<MinorVersion>, product: Spanned<ProductVersion>, _ granularity: Product.Granularity,
        in releases: ReleaseSequence
    ) -> Finding? {
        finding(
            since, "introduced", help: "write the release that introduces the metric", product, granularity, releases)
    }

    /// The same for a change of a metric.
    static func finding(
        change: Spanned<MinorVersion>, product: Spanned<ProductVersion>, _ granularity: Product.Granularity,
        in releases: ReleaseSequence
    ) -> Finding? {
        finding(change, "changed", help: "write the release that changes the metric", product, granularity, releases)
    }

    private static func finding(
        _ since: Spanned<MinorVersion>, _ what: String, help: String, _ product: Spanned<ProductVersion>,
        _ granularity: Product.Granularity, _ releases: ReleaseSequence
    ) -> Finding? {
        let line = granularity.release(of: product.value)
        // After a patch release, the next one may be the first of the next minor version.
        let next = releases.lines.first { $0 > line } ?? line.advanced(byMinors: 1)
        // A checkout without a version isn't earlier than any version.
        guard since.value > next, !product.value.isUnversioned else { return nil }
        return Finding(
            rule, at: since.span, "\(what) in \(since.value), but this product is only at \(product.value)",
            notes: ["the next release, \(next), is allowed here during its development"],
            help: "\(help); if \(since.value) follows \(line), list both under `releases`",
            related: [.init("the product's version", at: product.span)])
    }
}
