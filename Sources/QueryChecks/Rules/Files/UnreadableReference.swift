// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum UnreadableReference {
    package static let rule = Rule(code: "MG4052", name: "unreadable-reference")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A file that the spec lists under `references` or `catalogues` can't be read. The message has the reason of the \
            system. A file of more than 64 MiB isn't read, nor is one that a symbolic link outside the package leads to.
            """,
        badExample: "", goodExample: "")

    /// A file of `references:` that the system doesn't give.
    package static func finding(_ path: String, reason: String, at span: Span) -> Finding {
        Finding(rule, at: span, "\(quoted: path) can't be read: \(reason)")
    }
}
