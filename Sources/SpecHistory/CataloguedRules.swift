// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecJSON
import SpecModel

/// What the metrics of a release say together: its derived values, its alerts and its service level objectives, with
/// the queries that Prometheus takes.
package struct CataloguedRules: Sendable, Equatable {
    package struct Value: Sendable, Equatable {
        package let name: String
        package let help: String
        /// The name of its series.
        package let record: String
        /// The labels that tell its series apart, as far as they are certain.
        package let labels: [String]
        package let unit: String?
        package let query: String

        package init(name: String, help: String, record: String, labels: [String], unit: String?, query: String) {
            self.name = name
            self.help = help
            self.record = record
            self.labels = labels
            self.unit = unit
            self.query = query
        }
    }

    package struct Alert: Sendable, Equatable {
        package let name: String
        package let query: String
        package let duration: String?
        package let severity: String
        package let summary: String
        package let description: String?
        package let nextSteps: [String]

        package init(
            name: String, query: String, duration: String?, severity: String, summary: String, description: String?,
            nextSteps: [String]
        ) {
            self.name = name
            self.query = query
            self.duration = duration
            self.severity = severity
            self.summary = summary
            self.description = description
            self.nextSteps = nextSteps
        }
    }

    package struct Objective: Sendable, Equatable {
        package let name: String
        package let help: String?
        package let objective: Double
        package let days: Int
        package let minimumRate: Double?
        /// The share of bad events over five minutes.
        package let query: String
        package let alert: String
        package let page: String
        package let ticket: String
        package let nextSteps: [String]

        package init(
            name: String, help: String?, objective: Double, days: Int, minimumRate: Double?, query: String,
            alert: String, page: String, ticket: String, nextSteps: [String]
        ) {
            self.name = name
            self.help = help
            self.objective = objective
            self.days = days
            self.minimumRate = minimumRate
            self.query = query
            self.alert = alert
            self.page = page
            self.ticket = ticket
            self.nextSteps = nextSteps
        }
    }

    /// In the order of their names.
    package let values: [Value]
    package let alerts: [Alert]
    package let objectives: [Objective]

    package init(values: [Value] = [], alerts: [Alert] = [], objectives: [Objective] = []) {
        self.values = values.sorted { $0.name < $1.name }
        self.alerts = alerts.sorted { $0.name < $1.name }
        self.objectives = objectives.sorted { $0.name < $1.name }
    }
}

extension CataloguedRules {
    /// Nil for a catalogue of a release that had none of these members.
    init?(_ document: JSONNode) throws(Catalogue.Fault) {
        guard let derived = document["derived"], let alerts = document["alerts"],
            let objectives = document["objectives"]
        else { return nil }
        func texts(_ node: JSONNode?) -> [String] { (node?.elements ?? []).compactMap(\.string) }
        self.init(
            values: try Self.read("derived", derived) { node in
                guard let name = node["name"]?.string, let help = node["help"]?.string,
                    let record = node["record"]?.string, let query = node["query"]?.string
                else { return nil }
                return Value(
                    name: name, help: help, record: record, labels: texts(node["labels"]), unit: node["unit"]?.string,
                    query: query)
            },
            alerts: try Self.read("alerts", alerts) { node in
                guard let name = node["name"]?.string, let query = node["query"]?.string,
                    let severity = node["severity"]?.string, let summary = node["summary"]?.string
                else { return nil }
                return Alert(
                    name: name, query: query, duration: node["for"]?.string, severity: severity, summary: summary,
                    description: node["description"]?.string, nextSteps: texts(node["nextSteps"]))
            },
            objectives: try Self.read("objectives", objectives) { node in
                guard let name = node["name"]?.string, let objective = node["objective"]?.number,
                    let days = node["days"]?.whole, let query = node["query"]?.string,
                    let alert = node["alert"]?.string, let page = node["page"]?.string,
                    let ticket = node["ticket"]?.string
                else { return nil }
                return Objective(
                    name: name, help: node["help"]?.string, objective: objective, days: days,
                    minimumRate: node["minimumRate"]?.number, query: query, alert: alert, page: page, ticket: ticket,
                    nextSteps: texts(node["nextSteps"]))
            })
    }

    private static func read<Rule>(
        _ member: String, _ list: JSONNode, _ rule: (JSONNode) -> Rule?
    ) throws(Catalogue.Fault) -> [Rule] {
        guard let elements = list.elements else { throw .malformed(member: member, metric: nil) }
        var rules: [Rule] = []
        for element in elements {
            guard let rule = rule(element) else { throw .malformed(member: member, metric: nil) }
            rules.append(rule)
        }
        return rules
    }
}
