// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum UnreadableReference {
    package static let rule = Rule(code: "MG4052", name: "unreadable-reference")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A file with queries, or a catalogue, can't be read. The message has the reason of the system. A file of more \
            than 64 MiB isn't read, nor is one that a symbolic link leads to from a package or a directory that it isn't \
            in, nor what isn't a file, such as a pipe. The other files are checked.
            """,
        badExample: "", goodExample: "")

    /// - Parameters:
    ///   - path: what a spec lists; nil if the finding is at the file itself.
    ///   - reason: why the system doesn't give it.
    package static func finding(_ path: String?, reason: String, help: String, at span: Span) -> Finding {
        Finding(rule, at: span, "\(path?.quoted ?? "this") can't be read: \(reason)", help: help)
    }
}
