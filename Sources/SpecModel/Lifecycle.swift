import MetricsVocabulary
import SpecDiagnostics

/// What is known about a metric's beginning and end.
package enum Lifecycle: Sendable {
    case active
    case deprecated(DeprecationNotice)
    /// A tombstone: documents keep it, code can't use it.
    case removed(Tombstone)
}

package struct DeprecationNotice: Sendable {
    package let deprecation: Deprecation
    /// The span of `since:`.
    package let span: Span
    /// A whole sentence.
    package let reason: String
    /// What to use instead; empty when the spec says `none`.
    package let replacements: [Replacement]
    /// Where the metric's `deprecated` stands; nil in a model that was made without a spec.
    package let place: InsertionPoint?
    /// What a tombstone of the metric doesn't have any more.
    package let goneWithMetric: [Span]

    package init(
        deprecation: Deprecation, span: Span, reason: String, replacements: [Replacement],
        place: InsertionPoint? = nil, goneWithMetric: [Span] = []
    ) {
        self.deprecation = deprecation
        self.span = span
        self.reason = reason
        self.replacements = replacements
        self.place = place
        self.goneWithMetric = goneWithMetric
    }
}

package struct Replacement: Sendable, Equatable {
    /// The full name of the family, prefix included.
    package let name: String
    /// Whether it is published by something else than this product, so that this spec can't know it.
    package let isExternal: Bool
    package let span: Span

    package init(name: String, isExternal: Bool, span: Span) {
        self.name = name
        self.isExternal = isExternal
        self.span = span
    }
}

package struct Tombstone: Sendable {
    package let removedIn: MinorVersion
    /// The span of `in:`.
    package let span: Span
    package let reason: String
    /// The deprecation that went before, where it is kept.
    package let notice: DeprecationNotice?

    package init(removedIn: MinorVersion, span: Span, reason: String, notice: DeprecationNotice?) {
        self.removedIn = removedIn
        self.span = span
        self.reason = reason
        self.notice = notice
    }
}
