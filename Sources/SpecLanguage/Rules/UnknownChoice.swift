// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum UnknownChoice {
    package static let rule = Rule(code: "MG1310", name: "unknown-choice")

    static func finding(_ value: Spanned<String>, of parameter: String, _ choices: [String]) -> Finding {
        let suggestion = Suggestion.nearest(to: value.value, among: choices)
        return Finding(
            rule, at: value.span, "the parameter \(quoted: parameter) can't be \(quoted: value.value)",
            underline: suggestion.map { "did you mean \(quoted: $0)?" },
            help: suggestion != nil && choices.count > 12 ? nil : "it can be \(choices.quoted(joinedBy: "or"))",
            fixes: suggestion.map { [.replacing(value.span, with: $0)] } ?? [])
    }
}
