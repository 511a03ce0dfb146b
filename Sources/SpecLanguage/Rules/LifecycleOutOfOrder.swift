// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

package enum LifecycleOutOfOrder {
    package static let rule = Rule(code: "MG1408", name: "lifecycle-out-of-order")

    /// Nil if the order is right. A place is nil if the number is a default or is written elsewhere.
    static func finding(
        hideAfter: Int, at hidePlace: Span?, removeAfter: Int, at removePlace: Span?, _ granularity: Product.Granularity
    ) -> Finding? {
        guard hideAfter > removeAfter, let span = hidePlace ?? removePlace else { return nil }
        return Finding(
            rule, at: span,
            "a metric would be hidden after \(releases(hideAfter, granularity)), but removed after \(releases(removeAfter, granularity))",
            notes: hidePlace == nil
                ? ["`hide_after` is \(hideAfter) for this product"]
                : removePlace == nil ? ["`remove_after` is \(removeAfter) for this product"] : [],
            help: "write a `hide_after` of at most `remove_after`; if they are equal, the metric is never hidden",
            related: hidePlace != nil ? removePlace.map { [.init("`remove_after` is here", at: $0)] } ?? [] : [])
    }

    static func finding(
        removedIn: Spanned<MinorVersion>, deprecated since: Spanned<MinorVersion>, product: MinorVersion?
    ) -> Finding? {
        guard removedIn.value <= since.value else { return nil }
        // A tombstone for a future release would be the next error.
        let isNow = product.map { since.value >= $0 } ?? false
        return Finding(
            rule, at: removedIn.span,
            "removed in \(removedIn.value), but deprecated in \(since.value): no release has announced the removal",
            help: isNow
                ? "delete `removed`, which follows in a later release, or write an earlier version in `deprecated`"
                : "write a later version here, or an earlier one in `deprecated`",
            related: [.init("deprecated here", at: since.span)])
    }

    static func finding(since: Spanned<MinorVersion>, deprecated: Spanned<MinorVersion>) -> Finding? {
        guard deprecated.value <= since.value else { return nil }
        return Finding(
            rule, at: deprecated.span,
            "deprecated in \(deprecated.value), but introduced in \(since.value): no release has had it undeprecated",
            help: "write a later version here, or an earlier one in `since`",
            related: [.init("introduced here", at: since.span)])
    }

    static func finding(askAgain: Spanned<MinorVersion>, deprecated: Spanned<MinorVersion>) -> Finding? {
        guard askAgain.value <= deprecated.value else { return nil }
        return Finding(
            rule, at: askAgain.span,
            "lint asks again in \(askAgain.value), but the metric is deprecated only in \(deprecated.value)",
            help: "write a later version here, or delete `ask_again`: lint then asks in the next minor version",
            related: [.init("deprecated here", at: deprecated.span)])
    }

    private static func releases(_ count: Int, _ granularity: Product.Granularity) -> String {
        let what =
            switch granularity {
            case .minor: "minor version"
            case .patch: "patch release"
            }
        return "\(count) \(what)\(count == 1 ? "" : "s")"
    }
}
