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

    /// What users may rely on, and who is called if it is at risk.
    var objectivesSection: String {
        guard !queries.objectives.isEmpty else { return "" }
        var table = MarkdownTable(
            columns: ["Service level objective", "Objective", "Meaning", "Share of bad events", "Alerts"].map {
                words($0)
            })
        for recorded in queries.objectives {
            let objective = recorded.objective
            let doubt: String? = recorded.doubt.map { doubt in
                switch doubt {
                case .overridable: words("A process can be given other bounds; all of them need this one.")
                case .parameter(let name):
                    words(
                        "The parameter {1} decides about the bounds; all processes need this one.",
                        MarkdownText.link(MarkdownText.code(name), to: PageAnchor.parameter(name)))
                }
            }
            let meaning = [objective.help.map { MarkdownText.prose($0) }, doubt].compactMap { $0 }
            let alerts = recorded.alerts.map { alert in
                let rates = alert.rates.map { rate in
                    words("{1} times as fast for {2}", BoundText.text(of: rate.factor), rate.long.name)
                }
                return words(alert.severity.rawValue) + words.colon + rates.joined(separator: words.comma)
            }
            table.addRow([
                MarkdownText.code(objective.name),
                words("{1} of 100 over {2}", BoundText.text(of: objective.objective), objective.window.text),
                meaning.joined(separator: "<br>"), MarkdownText.code(recorded.current.description),
                ([MarkdownText.code(objective.alert)] + alerts
                    + objective.nextSteps.map { MarkdownText.prose($0) }).joined(separator: "<br>"),
            ])
        }
        return [
            title("Service level objectives", anchor: PageAnchor.objectives),
            words(
                "The rest of the events is the error budget. Its alerts fire when it burns faster than it may."),
            table.text,
        ].joined(separator: "\n\n")
    }
}
