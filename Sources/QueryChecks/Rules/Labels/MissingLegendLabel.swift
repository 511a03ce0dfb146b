// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics

enum MissingLegendLabel {
    static let rule = Rule(code: "MG4307", name: "missing-legend-label", severity: .warning)
    static let page = ExplainedRule(
        rule,
        explanation: """
            The legend of this panel shows the value of a label, `{{label}}`, that no series of the result has. Grafana \
            shows nothing there, so lines can't be told apart. Keep the label in the query, most often in an \
            aggregation's `by (…)`, or take it out of the legend.
            """,
        badExample: "", goodExample: "")
}

extension QueryCheck {
    static let missingLegendLabel = QueryCheck(
        [MissingLegendLabel.page],
        eachQuery: { query in
            guard query.reading.findings.isEmpty, case .panel(let panel) = query.query.use, let legend = panel.legend,
                query.asksForKnown
            else { return [] }
            return LegendLabels.ofLegend(legend.text).compactMap { label in
                guard let loss = query.lossInResult(of: label.name) else { return nil }
                return Finding(
                    MissingLegendLabel.rule,
                    at: legend.span(of: label.range, in: query.file.source, id: query.file.id),
                    "the legend shows \(label.name.quoted), which \(loss.reason)",
                    help: loss.place == nil
                        ? "delete it, or write another label"
                        : "keep the label in the query, for example in `by (…)`, or delete it here",
                    related: loss.place.map { [.init("the label is lost here", at: query.span(of: $0))] } ?? [])
            }
        })
}

/// The labels that a legend of Grafana shows.
enum LegendLabels {
    /// `{{label}}`, with or without spaces.
    static func ofLegend(_ text: String) -> [(name: String, range: Range<Int>)] {
        // A regular expression is compiled each time, which most legends can do without.
        guard text.utf8.contains(UInt8(ascii: "{")) else { return [] }
        return text.matches(of: /\{\{\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*\}\}/).map { match in
            let start = text.utf8.distance(from: text.startIndex, to: match.1.startIndex)
            return (String(match.1), start..<start + match.1.utf8.count)
        }
    }
}
