// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics

/// Someone's word that a lint rule may be broken in one part of the spec.
package struct Waiver: Sendable, Equatable {
    /// The rule, by its name.
    package let rule: Spanned<String>
    package let reason: String
    /// The release from which on it holds no more.
    package let until: Spanned<MinorVersion>?
    /// The part of the spec where it applies: the declaration that contains it.
    package let scope: Span
    /// The waiver itself.
    package let span: Span
    /// What to delete to be rid of it: the waiver, or `allow` where it is the only one.
    package let removal: Span?
    /// Whether something is wrong with it, which has been reported: then it hides what it most likely means, and nothing
    /// else is said of it.
    package let isFaulty: Bool

    package init(
        rule: Spanned<String>, reason: String, until: Spanned<MinorVersion>?, scope: Span, span: Span,
        removal: Span? = nil, isFaulty: Bool = false
    ) {
        self.rule = rule
        self.reason = reason
        self.until = until
        self.scope = scope
        self.span = span
        self.removal = removal
        self.isFaulty = isFaulty
    }
}
