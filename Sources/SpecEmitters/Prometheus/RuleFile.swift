// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecOutput
import SpecQueries

/// The files of rules that Prometheus loads. Every string is in double quotes, so none of it can mean something else.
struct RuleFile {
    private let queries: SpecQueries
    private let notice: String
    private let product: String

    init(_ queries: SpecQueries, _ spec: ResolvedSpec) {
        self.queries = queries
        notice = "# \(GeneratedNotice(spec).text)\n"
        product = spec.product.name
    }

    /// Prometheus evaluates the rules of a group one after the other: each value comes after those that it uses.
    var recording: String { notice + (queries.values.isEmpty ? "groups: []\n" : "groups:\n" + recordingGroup) }

    var alerts: String { notice + "groups:\n" + alertGroup }

    /// Those that aren't empty, as members of a list.
    var groups: String {
        (queries.values.isEmpty ? "" : recordingGroup) + (queries.alerts.isEmpty ? "" : alertGroup)
    }

    private var recordingGroup: String {
        let rules = queries.values.map { value in
            """
              # \(YAMLString.comment("\(value.value.name): \(value.value.help)"))
                  - record: \(YAMLString.quoted(value.record))
                    expr: \(YAMLString.quoted(value.query.description))

            """
        }
        return group("derived") + rules.map { "    " + $0 }.joined()
    }

    private var alertGroup: String {
        let rules = queries.alerts.map { rule -> String in
            let alert = rule.alert
            var text = """
                      - alert: \(YAMLString.quoted(alert.name))
                        expr: \(YAMLString.quoted(rule.query.description))

                """
            if let duration = alert.duration { text += "        for: \(YAMLString.quoted(duration.text))\n" }
            text += "        labels:\n          severity: \(alert.severity.rawValue)\n"
            let annotations = RuleAnnotations(
                summary: alert.summary, description: alert.description, nextSteps: alert.nextSteps)
            return text + annotations.text
        }
        return group("alerts") + rules.joined()
    }

    private func group(_ name: String) -> String {
        "  - name: \(YAMLString.quoted("\(product)-\(name)"))\n    rules:\n"
    }
}
