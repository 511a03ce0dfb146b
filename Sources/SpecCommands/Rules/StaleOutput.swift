// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum StaleOutput {
    package static let rule = Rule(code: "MG3204", name: "stale-output")
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            A generated file doesn't match the spec: the spec was changed without `metricsgen build`, or the file \
            was edited by hand. Move changes that you want to keep to the spec. `metricsgen build` updates \
            the file.
            """,
        badExample: "", goodExample: "")

    static func finding(_ path: String, at span: Span, help: String) -> Finding {
        Finding(rule, at: span, "\(quoted: path) doesn't match the spec", help: help)
    }
}
