// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum UnfollowedLink {
    package static let rule = Rule(code: "MG4054", name: "unfollowed-link", severity: .note)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A symbolic link leads out of the package, or out of the directory after `--references`. It isn't followed, so \
            files with queries that may be behind it aren't checked. If there are some, name the directory that it leads to \
            after `--references`.
            """,
        badExample: "", goodExample: "")

    /// - Parameter path: what an entry of `references` may mean; nil if the finding is at the link itself.
    package static func finding(_ path: String?, at span: Span) -> Finding {
        Finding(
            rule, at: span,
            "\(path?.quoted ?? "this") is a symbolic link that leads out of the \(path == nil ? "directory" : "package"), so "
                + "it isn't followed",
            help: "if there are queries behind it, name what it leads to after `--references`")
    }
}
