// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum OutputPathOccupied {
    package static let rule = Rule(code: "MG3202", name: "output-path-occupied")
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            There is already a file at the path of an output, and it wasn't generated from this spec: the manifest \
            doesn't list it, or the file doesn't contain metricsgen's notice. It may have been written by hand, so \
            it is not overwritten. Move it, delete it, or give the output another path.
            """,
        badExample: "", goodExample: "")

    /// A file of the spec itself, which nobody should move away.
    static func finding(source path: String, at span: Span) -> Finding {
        Finding(
            rule, at: span, "\(quoted: path) is a file of this spec, and this output would overwrite it",
            help: "give this output another path")
    }

    static func finding(_ path: String, at span: Span) -> Finding {
        Finding(
            rule, at: span, "\(quoted: path) is there already, and it was not generated from this spec",
            help: "move it away, delete it if it is generated, or give this output another path")
    }
}
