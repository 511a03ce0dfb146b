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
        // By hand: a regular expression would be compiled for each legend.
        var found: [(name: String, range: Range<Int>)] = []
        var rest = text[...]
        while let opening = rest.firstIndex(of: "{") {
            rest = rest[rest.index(after: opening)...]
            guard rest.first == "{" else { continue }
            let inside = rest.dropFirst().drop(while: \.isWhitespace)
            let name = inside.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
            let closing = inside[name.endIndex...].drop(while: \.isWhitespace)
            guard let first = name.first, !first.isNumber, closing.hasPrefix("}}") else { continue }
            let start = text.utf8.distance(from: text.startIndex, to: name.startIndex)
            found.append((String(name), start..<start + name.utf8.count))
            rest = closing.dropFirst(2)
        }
        return found
    }
}
