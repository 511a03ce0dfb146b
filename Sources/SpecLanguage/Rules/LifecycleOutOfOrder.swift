import MetricsVocabulary
import SpecDiagnostics

enum LifecycleOutOfOrder {
    static let rule = Rule(
        code: "MG1408", name: "lifecycle-out-of-order",
        explanation: """
            A metric is deprecated, then hidden, then removed. Hidden after it is removed, or removed in the \
            version that deprecates it, it would have skipped what people need to notice the change. \
            `hide_after` is at most `remove_after`, and `removed.in` comes after `deprecated.since`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            lifecycle: {hide_after: 3, remove_after: 2}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            lifecycle: {hide_after: 2, remove_after: 3}
            """)

    /// Nil where the order is right. A place is nil where the number is a default or stands elsewhere.
    static func finding(
        hideAfter: Int, at hidePlace: Span?, removeAfter: Int, at removePlace: Span?
    ) -> Finding? {
        guard hideAfter > removeAfter, let span = hidePlace ?? removePlace else { return nil }
        return Finding(
            rule, at: span,
            "a metric would be hidden after \(minors(hideAfter)), and be removed after \(minors(removeAfter)) already",
            notes: hidePlace == nil
                ? ["`hide_after` is \(hideAfter) for this product"]
                : removePlace == nil ? ["`remove_after` is \(removeAfter) for this product"] : [],
            help: "write a `hide_after` that is at most `remove_after`; with both equal the metric is never hidden",
            related: hidePlace != nil ? removePlace.map { [.init("`remove_after` is here", at: $0)] } ?? [] : [])
    }

    static func finding(
        removedIn: Spanned<MinorVersion>, deprecated since: Spanned<MinorVersion>, product: MinorVersion?
    ) -> Finding? {
        guard removedIn.value <= since.value else { return nil }
        // A tombstone for a release to come would be the next fault.
        let isNow = product.map { since.value >= $0 } ?? false
        return Finding(
            rule, at: removedIn.span,
            "removed in \(removedIn.value), though it was deprecated in \(since.value): no release has shown the notice",
            help: isNow
                ? "delete `removed`, which follows in a later release, or write an earlier version there"
                : "write a later version here, or an earlier one there",
            related: [.init("deprecated here", at: since.span)])
    }

    static func finding(since: Spanned<MinorVersion>, deprecated: Spanned<MinorVersion>) -> Finding? {
        guard deprecated.value <= since.value else { return nil }
        return Finding(
            rule, at: deprecated.span,
            "deprecated in \(deprecated.value), though the metric came in \(since.value): no release has had it without the notice",
            help: "write a later version here, or an earlier one there",
            related: [.init("it came here", at: since.span)])
    }

    private static func minors(_ count: Int) -> String { "\(count) minor version\(count == 1 ? "" : "s")" }
}
