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

    /// Of one group, whose rules Prometheus evaluates one after the other: each value comes after those that it uses.
    var recording: String {
        guard !queries.values.isEmpty else { return notice + "groups: []\n" }
        let rules = queries.values.map { value in
            """
              # \(YAMLString.comment("\(value.value.name): \(value.value.help)"))
                  - record: \(YAMLString.quoted(value.record))
                    expr: \(YAMLString.quoted(value.query.description))

            """
        }
        return notice + group("derived") + rules.map { "    " + $0 }.joined()
    }

    var alerts: String {
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
        return notice + group("alerts") + rules.joined()
    }

    private func group(_ name: String) -> String {
        "groups:\n  - name: \(YAMLString.quoted("\(product)-\(name)"))\n    rules:\n"
    }
}
