// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning
import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecOutput
import SpecQueries

/// The rules of service level objectives, three groups for each: the shares of bad events, what follows from them, and
/// the alerts. Prometheus evaluates the rules of a group one after the other.
struct ObjectiveRuleFile {
    private let objectives: [RecordedObjective]
    private let notice: String
    private let product: String

    init(_ queries: SpecQueries, _ spec: ResolvedSpec) {
        objectives = queries.objectives
        notice = "# \(GeneratedNotice(spec).text)\n"
        product = spec.product.name
    }

    /// The names of the groups, in the order in which they use each other.
    var groupNames: [String] {
        ["sli-recordings", "meta-recordings", "alerts"].flatMap { part in objectives.map { group(part, $0) } }
    }

    private func group(_ part: String, _ objective: RecordedObjective) -> String {
        "\(product)-slo-\(part)-\(objective.objective.name)"
    }

    var text: String { notice + "groups:\n" + groups }

    /// As members of a list.
    var groups: String {
        objectives.map { objective in
            let description = objective.objective.help.map { ": \($0)" } ?? ""
            var text = "  # \(YAMLString.comment(objective.objective.name + description))\n"
            if let doubt = objective.doubt { text += "  # \(YAMLString.comment(Self.words(doubt)))\n" }
            text += heading("sli-recordings", objective) + records(objective.errors)
            text += heading("meta-recordings", objective) + records(objective.meta)
            if !objective.alerts.isEmpty { text += heading("alerts", objective) }
            return text + objective.alerts.map { alert($0, objective) }.joined()
        }.joined()
    }

    private static func words(_ doubt: KnownBounds.Reason) -> String {
        switch doubt {
        case .overridable: "A process can be given other bounds. All of them need the bound in these rules."
        case .parameter(let name):
            "The parameter \(name) decides about the bounds. All processes need the bound in these rules."
        }
    }

    private func heading(_ part: String, _ objective: RecordedObjective) -> String {
        "  - name: \(YAMLString.quoted(group(part, objective)))\n    rules:\n"
    }

    private func records(_ records: [RecordedObjective.Record]) -> String {
        records.map { record in
            """
                  - record: \(YAMLString.quoted(record.name))
                    expr: \(YAMLString.quoted(record.query.description))
                    labels:

            """ + record.labels.map { "          \($0.name): \(YAMLString.quoted($0.value))\n" }.joined()
        }.joined()
    }

    private func alert(_ alert: BurnAlert, _ objective: RecordedObjective) -> String {
        let slo = objective.objective
        let speed = alert.urgency == .page ? "fast" : "slowly"
        let summary = "The error budget of {{ $labels.sloth_slo }} of {{ $labels.sloth_service }} burns \(speed)"
        let promise =
            "\(BoundText.text(of: slo.objective)) of 100 events have to go well over \(slo.window.text), and "
            + "{{ $value | humanizePercentage }} went wrong lately. "
        let rates = alert.rates.map { rate in
            "\(BoundText.text(of: rate.factor)) times as fast as it may for \(rate.long.name) and still for "
                + rate.short.name
        }
        let description =
            (slo.help.map { $0 + " " } ?? "") + promise + "It burns \(rates.joined(separator: ", or "))."
        let annotations = RuleAnnotations(summary: summary, description: description, nextSteps: slo.nextSteps)
        return """
                  - alert: \(YAMLString.quoted(slo.alert))
                    expr: \(YAMLString.quoted(alert.query.description))
                    labels:
                      severity: \(alert.severity.rawValue)
                      sloth_severity: \(alert.urgency.rawValue)

            """ + annotations.text
    }
}
