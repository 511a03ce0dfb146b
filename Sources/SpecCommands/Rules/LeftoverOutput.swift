// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum LeftoverOutput {
    package static let rule = Rule(code: "MG3205", name: "leftover-output")
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            A file was generated from this spec earlier, and the spec doesn't ask for it any more. Readers would \
            still use it. `metricsgen build` removes it.
            """,
        badExample: "", goodExample: "")

    static func finding(_ path: String, at span: Span, help: String) -> Finding {
        Finding(
            rule, at: span, "\(quoted: path) is left over: no output of the spec writes it any more",
            help: help)
    }
}
