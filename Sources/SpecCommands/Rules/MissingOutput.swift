// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum MissingOutput {
    package static let rule = Rule(code: "MG3203", name: "missing-output")
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            The spec asks for a file that doesn't exist. `metricsgen build` writes it; commit it with the spec.
            """,
        badExample: "", goodExample: "")

    static func finding(_ path: String, at span: Span, help: String) -> Finding {
        Finding(rule, at: span, "\(quoted: path) is missing", help: help)
    }
}
