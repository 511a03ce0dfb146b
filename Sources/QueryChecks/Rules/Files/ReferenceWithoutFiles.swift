// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum ReferenceWithoutFiles {
    package static let rule = Rule(code: "MG4051", name: "reference-without-files")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            An entry of `references` names no file. Nothing is checked then, and nobody would notice: the files were \
            moved or renamed, or the pattern has a typing error.

            Paths are relative to the package's directory. In a pattern, `*` and `?` stand for parts of a name, and `**` \
            for any number of directories: `dashboards/**/*.json`.
            """,
        badExample: "", goodExample: "")

    package static func finding(_ pattern: String, at span: Span) -> Finding {
        Finding(
            rule, at: span, "\(quoted: pattern) matches no file",
            help:
                "write a path relative to the package's directory, such as `dashboards/**/*.json`, or delete the entry")
    }
}
