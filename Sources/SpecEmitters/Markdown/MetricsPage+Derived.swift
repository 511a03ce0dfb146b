// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecQueries

extension MetricsPage {
    /// What metrics say together, under the names that rules and dashboards use.
    var derivedSection: String {
        guard !queries.values.isEmpty else { return "" }
        var table = MarkdownTable(columns: ["Derived value", "Meaning", "Unit", "Query"].map { words($0) })
        for value in queries.values {
            table.addRow([
                MarkdownText.code(value.record), MarkdownText.prose(value.value.help),
                value.value.unit.map { MarkdownText.code($0.name) } ?? "", MarkdownText.code(value.query.description),
            ])
        }
        return [
            title("Derived values", anchor: PageAnchor.derived),
            words("Series that the generated recording rules make of several metrics."), table.text,
        ].joined(separator: "\n\n")
    }

    /// What people are called for, and what they do then.
    var alertsSection: String {
        guard !queries.alerts.isEmpty else { return "" }
        var table = MarkdownTable(
            columns: ["Alert", "Severity", "Meaning", "Condition", "What to do"].map { words($0) })
        for rule in queries.alerts {
            let alert = rule.alert
            let meaning = [alert.summary, alert.description].compactMap { $0 }.map { MarkdownText.prose($0) }
            let condition = MarkdownText.code(rule.query.description)
            table.addRow([
                MarkdownText.code(alert.name), words(alert.severity.rawValue), meaning.joined(separator: "<br>"),
                alert.duration.map { words("{1} for {2}", condition, $0.text) } ?? condition,
                alert.nextSteps.map { MarkdownText.prose($0) }.joined(separator: "<br>"),
            ])
        }
        return [title("Alerts", anchor: PageAnchor.alerts), table.text].joined(separator: "\n\n")
    }
}
