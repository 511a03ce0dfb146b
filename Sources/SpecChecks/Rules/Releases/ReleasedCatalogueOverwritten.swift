// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum ReleasedCatalogueOverwritten {
    package static let rule = Rule(code: "MG5211", name: "released-catalogue-overwritten")
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            An output would overwrite the catalogue of the last release, which `lifecycle: {released: FILE}` names. Every \
            build rewrites its outputs, so stable metrics would be compared with the spec itself, and nothing would ever \
            be found. Only a release replaces that file: give the output, or the released catalogue, another path.
            """,
        badExample: "", goodExample: "")

    package static func finding(_ path: String, at span: Span, released: Span) -> Finding {
        Finding(
            rule, at: span, "this output would overwrite \(quoted: path), the catalogue of the last release",
            notes: ["a build rewrites its outputs, and a release alone moves what stable metrics are compared with"],
            help: "give this output another path", related: [.init("the catalogue is named here", at: released)])
    }
}
