// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

/// What is known about a metric's beginning and end.
package indirect enum Lifecycle: Sendable, Equatable {
    case active
    case deprecated(DeprecationNotice)
    /// A tombstone: documents keep it, code can't use it.
    case removed(Tombstone)
}

package struct DeprecationNotice: Sendable, Equatable {
    package let deprecation: Deprecation
    /// In minor versions after the deprecation, as the spec has it; nil while that is undecided.
    package let hideAfter: Int?
    package let removeAfter: Int?
    /// The releases that hide and remove the metric, as far as the product's version knows. Across a major step they move
    /// when more is known. Nil while that is undecided.
    package let hiddenFrom: MinorVersion?
    package let removedFrom: MinorVersion?
    /// The release in which lint asks about an undecided removal again, where the spec says it.
    package let askAgain: MinorVersion?
    /// A whole sentence.
    package var reason: String
    /// What to use instead; empty when the spec says `none`.
    package var replacements: [Replacement]
    /// Whether the metric that replaces it is published under both names (`publish: both`).
    package var isFormerName: Bool

    /// - Parameter line: the product's release line.
    package init(
        deprecation: Deprecation, hideAfter: Int?, removeAfter: Int?, askAgain: MinorVersion? = nil,
        toldAt line: MinorVersion, reason: String, replacements: [Replacement], isFormerName: Bool = false
    ) {
        self.deprecation = deprecation
        self.hideAfter = hideAfter
        self.removeAfter = removeAfter
        self.askAgain = askAgain
        hiddenFrom = deprecation.release(of: \.hidden, seenFrom: line)
        removedFrom = deprecation.release(of: \.removed, seenFrom: line)
        self.reason = reason
        self.replacements = replacements
        self.isFormerName = isFormerName
    }
}

package struct Replacement: Sendable, Equatable {
    /// The full name of the family, prefix included.
    package let name: String
    /// Whether something other than this product publishes it. This spec can't know it then.
    package let isExternal: Bool

    package init(name: String, isExternal: Bool) {
        self.name = name
        self.isExternal = isExternal
    }
}

package struct Tombstone: Sendable, Equatable {
    package var removedIn: MinorVersion
    package var reason: String
    /// The deprecation that went before, where it is kept.
    package var notice: DeprecationNotice?

    package init(removedIn: MinorVersion, reason: String, notice: DeprecationNotice?) {
        self.removedIn = removedIn
        self.reason = reason
        self.notice = notice
    }
}
