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
    /// In minor versions after the deprecation, as the spec has it.
    package let hideAfter: Int
    package let removeAfter: Int
    /// The releases that hide and remove the metric, as they are told at the product's version: across a major step they
    /// move on with what is known there.
    package let hiddenFrom: MinorVersion
    package let removedFrom: MinorVersion
    /// The span of `since:`.
    package let span: Span
    /// A whole sentence.
    package internal(set) var reason: String
    /// What to use instead; empty when the spec says `none`.
    package let replacements: [Replacement]
    /// Where the metric's `deprecated` stands; nil in a model that was made without a spec.
    package let place: InsertionPoint?
    /// What a tombstone of the metric doesn't have any more.
    package let goneWithMetric: [Span]

    /// - Parameter line: the product's release line.
    package init(
        deprecation: Deprecation, hideAfter: Int, removeAfter: Int, toldAt line: MinorVersion, span: Span,
        reason: String,
        replacements: [Replacement], place: InsertionPoint? = nil, goneWithMetric: [Span] = []
    ) {
        self.deprecation = deprecation
        self.hideAfter = hideAfter
        self.removeAfter = removeAfter
        hiddenFrom = deprecation.hidden.release(seenFrom: max(line, deprecation.since))
        removedFrom = deprecation.removed.release(seenFrom: max(line, deprecation.since))
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
    package internal(set) var reason: String
    /// The deprecation that went before, where it is kept.
    package internal(set) var notice: DeprecationNotice?

    package init(removedIn: MinorVersion, span: Span, reason: String, notice: DeprecationNotice?) {
        self.removedIn = removedIn
        self.span = span
        self.reason = reason
        self.notice = notice
    }
}
