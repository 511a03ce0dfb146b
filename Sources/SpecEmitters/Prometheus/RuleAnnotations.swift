// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// What an alert says to the people who are called.
struct RuleAnnotations {
    let summary: String
    let description: String?
    /// What to do, in this order.
    let nextSteps: [String]

    /// As a member of a rule.
    var text: String {
        var text = "        annotations:\n          summary: \(YAMLString.quoted(summary))\n"
        if let description { text += "          description: \(YAMLString.quoted(description))\n" }
        if !nextSteps.isEmpty {
            let steps = nextSteps.enumerated().map { "\($0.offset + 1). \($0.element)" }
            text += "          next_steps: \(YAMLString.quoted(steps.joined(separator: "\n")))\n"
        }
        return text
    }
}
