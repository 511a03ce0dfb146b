// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Someone's word that a rule may be broken in one part of a file: an entry of `allow` in a spec, or a comment in a file with
/// queries.
package struct Waiver: Sendable, Equatable {
    /// The rule, by its name as it is written.
    package let rule: Spanned<String>
    /// Empty if none is given.
    package let reason: String
    /// The minor version of the product from which on it holds no more, as it is written; nil if it has no end.
    package let until: Spanned<String>?
    /// Where it applies: the declaration, rule or query that contains it, or what begins below it. Nil for all of each file
    /// that an entry of `references` names.
    package var scope: Span?
    /// The waiver itself.
    package let span: Span
    /// What to delete to be rid of it: the waiver, or `allow` where it is the only one.
    package let removal: Span?
    /// Whether something is wrong with it, which has been reported: then it hides what it most likely means, and nothing
    /// else is said of it.
    package let isFaulty: Bool

    package init(
        rule: Spanned<String>, reason: String, until: Spanned<String>?, scope: Span?, span: Span, removal: Span? = nil,
        isFaulty: Bool = false
    ) {
        self.rule = rule
        self.reason = reason
        self.until = until
        self.scope = scope
        self.span = span
        self.removal = removal
        self.isFaulty = isFaulty
    }

    /// The same waiver with other places.
    package func moved(_ place: (Span) -> Span) -> Waiver {
        Waiver(
            rule: Spanned(rule.value, place(rule.span)), reason: reason,
            until: until.map { Spanned($0.value, place($0.span)) }, scope: scope.map(place), span: place(span),
            removal: removal.map(place), isFaulty: isFaulty)
    }
}
