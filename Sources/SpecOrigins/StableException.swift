// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics

/// A promise to the readers of a stable metric that the spec breaks on purpose.
package struct StableException: Sendable, Equatable {
    /// The rule that would report it, by its name.
    package let rule: Spanned<String>
    /// The metric, by its key or its full name.
    package let metric: Spanned<String>
    package let reason: String
    /// The release from which on it is reported again.
    package let until: Spanned<MinorVersion>?
    package let span: Span

    package init(
        rule: Spanned<String>, metric: Spanned<String>, reason: String, until: Spanned<MinorVersion>?, span: Span
    ) {
        self.rule = rule
        self.metric = metric
        self.reason = reason
        self.until = until
        self.span = span
    }
}
