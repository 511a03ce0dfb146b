// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension TooManyWarnings {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            At most \(YAMLDocument.findingLimit) diagnostics of a spec are shown, with errors before warnings. Many \
            warnings often have the same cause: fix the first ones, or waive their rule for a group or a file, and run \
            the command again.
            """,
        badExample: "", goodExample: "")
}
