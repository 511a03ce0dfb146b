// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// A file in which people ask for metrics, as values: a dashboard, a file of rules or a page. It knows no metrics.
package struct ReferenceFile: Sendable {
    package enum Kind: Equatable, Sendable {
        case grafanaDashboard
        /// Alert rules that Grafana manages (its provisioning format).
        case grafanaRules
        /// Rules of Prometheus, in a file of its own or in a PrometheusRule resource.
        case rules
        case persesDashboard
        case page
        /// A template that has to be rendered first: Helm, Jsonnet.
        case template
        /// JSON or YAML of something else.
        case other
    }

    package var kind: Kind
    /// In the order of the file.
    package var queries: [ReferencedQuery]
    /// In the order of the file.
    package var rules: [ReferencedRule]
    package var dashboards: [ReferencedDashboard]
    /// Comments: `# metricsgen: allow RULE until X.Y: reason`.
    package var waivers: [Waiver]
    /// What could not be read.
    package var faults: [ReadingFault]

    package init(
        _ kind: Kind, queries: [ReferencedQuery] = [], rules: [ReferencedRule] = [],
        dashboards: [ReferencedDashboard] = [], waivers: [Waiver] = [], faults: [ReadingFault] = []
    ) {
        self.kind = kind
        self.queries = queries
        self.rules = rules
        self.dashboards = dashboards
        self.waivers = waivers
        self.faults = faults
    }
}

/// A part of a file that could not be read, and why.
package struct ReadingFault: Sendable {
    package enum Reason: Equatable, Sendable {
        /// JSON should go on with this.
        case notJSON(expected: String)
        /// In the words of libyaml.
        case notYAML(problem: String)
        case template(Template)
        case tooLarge
        case tooDeep
        /// An object has this key already. Its values are read nevertheless.
        case repeatedKey(String)
        /// A resource of Kubernetes with queries, of a kind that isn't read.
        case unknownKind(String)
    }

    package enum Template: String, Sendable { case helm = "Helm", jsonnet = "Jsonnet" }

    package let reason: Reason
    package let span: Span

    package init(_ reason: Reason, at span: Span) {
        self.reason = reason
        self.span = span
    }

    /// Whether the queries are read in spite of it.
    var isReadNevertheless: Bool { if case .repeatedKey = reason { true } else { false } }
}
