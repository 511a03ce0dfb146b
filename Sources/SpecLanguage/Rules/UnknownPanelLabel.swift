// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum UnknownPanelLabel {
    package static let rule = Rule(code: "MG1309", name: "unknown-panel-label")

    static func finding(_ name: Spanned<String>, labels: [String]) -> Finding {
        let suggestion = Suggestion.nearest(to: name.value, among: labels)
        let choices = labels.isEmpty ? "it has no labels" : "it has \(labels.quoted(joinedBy: "and"))"
        return Finding(
            rule, at: name.span, "this metric has no label \(quoted: name.value) to group by",
            underline: suggestion.map { "did you mean \(quoted: $0)?" }, notes: [choices],
            help: suggestion == nil ? "add it to the metric's `labels`, or group by another one" : nil,
            fixes: suggestion.map { [.replacing(name.span, with: $0)] } ?? [])
    }
}
