// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

/// The resolved model of a product: every name looked up, every reference followed, every default filled in. It is
/// values only, and says nothing about where they come from: a spec, a catalogue or a program.
package struct Product: Sendable, Equatable {
    /// It names the manifest and, by default, the generated type.
    package var name: String
    package var version: ProductVersion
    /// What every metric's name starts with, such as `vllm:`; may be empty.
    package var prefix: String
    /// Other prefixes under which people see the same metrics.
    package var aliases: [String]
    /// What came before what, as far as the spec says it.
    package var releases: ReleaseSequence
    /// The releases in which metrics are deprecated, hidden and removed.
    package var granularity: Granularity
    /// In the order of the spec.
    package var parameters: [Parameter]
    /// Every declared label, used or not, in the order of the spec.
    package var labels: [Label]
    /// The keys of the labels that every metric has, with one value for the life of the generated struct. They are
    /// among the labels of each metric too, as the first.
    package var commonLabels: [String]
    /// The units that the language doesn't have, in the order of the spec.
    package var units: [OwnUnit]
    /// In the order of the spec: the order of documents, dashboards and the exposition.
    package var groups: [Group]
    /// In the order of the spec.
    package var derived: [DerivedValue]
    /// In the order of the spec.
    package var alerts: [Alert]
    /// In the order of the spec.
    package var objectives: [ServiceLevelObjective]
    /// How many series all metrics together may have at most.
    package var seriesLimit: Int?
    /// Whether one server of it runs in several processes; nil where the spec doesn't say.
    package var processes: Processes?

    package enum Granularity: String, Sendable, CaseIterable {
        case minor, patch

        /// The release that a version counts as.
        package func release(of version: ProductVersion) -> MinorVersion {
            switch self {
            case .minor: version.releaseLine
            case .patch: version.release
            }
        }
    }

    package enum Processes: String, Sendable, CaseIterable {
        case one, several
    }

    package init(
        name: String, version: ProductVersion, prefix: String, aliases: [String] = [],
        releases: ReleaseSequence = ReleaseSequence(), granularity: Granularity = .minor,
        parameters: [Parameter], labels: [Label], commonLabels: [String] = [], units: [OwnUnit] = [],
        groups: [Group], derived: [DerivedValue] = [], alerts: [Alert] = [], objectives: [ServiceLevelObjective] = [],
        seriesLimit: Int? = nil,
        processes: Processes? = nil
    ) {
        self.name = name
        self.version = version
        self.prefix = prefix
        self.aliases = aliases
        self.releases = releases
        self.granularity = granularity
        self.parameters = parameters
        self.labels = labels
        self.commonLabels = commonLabels
        self.units = units
        self.groups = groups
        self.derived = derived
        self.alerts = alerts
        self.objectives = objectives
        self.seriesLimit = seriesLimit
        self.processes = processes
    }

    /// The release that its version counts as: its release line, or itself.
    package var release: MinorVersion { granularity.release(of: version) }

    /// All metrics, group by group.
    package var metrics: [Metric] { groups.flatMap(\.metrics) }

    /// The metric of this name, if a process decides its prefix.
    package func metricWithOpenPrefix(named name: String) -> Metric? {
        metrics.first { $0.prefixParameter != nil && $0.name == name }
    }

    /// What follows the value of a parameter in the prefixes that begin with it, in the order of the metrics; empty if
    /// no prefix does.
    package func prefixEndings(of parameter: Parameter) -> [String] {
        guard case .string = parameter.type else { return [] }
        var seen: Set<String> = []
        return metrics.compactMap { metric in
            guard let prefix = metric.prefixParameter, prefix.parameter == parameter.name, !metric.isRemoved,
                seen.insert(prefix.ending).inserted
            else { return nil }
            return prefix.ending
        }
    }

    /// The names of the labels that infos have besides the fields that this parameter gives. Sorted, each once.
    package func labelNames(besideFieldsOf parameter: Parameter) -> [String] {
        let infos = metrics.filter { $0.fieldsParameter == parameter.name && !$0.isRemoved }
        return Set(infos.flatMap(\.labels).map(\.name)).sorted()
    }

    /// Whether every metric has a label, rather than only some.
    package func isCommon(_ label: Label) -> Bool { !label.isOwn && commonLabels.contains(label.key) }

    /// The keys that several metrics have, with different prefixes: only their full names tell them apart.
    package var repeatedKeys: Set<String> {
        var names: [String: String] = [:]
        return Set(
            metrics.filter { metric in
                names.updateValue(metric.name, forKey: metric.key).map { $0 != metric.name } ?? false
            }.map(\.key))
    }
}

/// Metrics that belong together: a struct in code, a table in documents, a row in dashboards.
package struct Group: Sendable, Equatable {
    /// Its key in the spec.
    package var key: String
    /// What the names of its metrics start with, if not with the product's prefix.
    package var prefix: String?
    /// Other prefixes under which people see its metrics, instead of the product's.
    package var aliases: [String]
    /// For people; made from the key where the spec has none.
    package var title: String
    /// A sentence or two above its table.
    package var help: String?
    package var swiftName: String?
    package var metrics: [Metric]
    package var seriesLimit: Int?
    /// Whom to ask about metrics that name nobody themselves.
    package var owner: String?
    /// The deprecation of the metrics that don't say themselves whether they are deprecated.
    package var deprecation: DeprecationNotice?

    package init(
        key: String, prefix: String? = nil, aliases: [String] = [], title: String, help: String?, swiftName: String?,
        metrics: [Metric], seriesLimit: Int? = nil,
        owner: String? = nil, deprecation: DeprecationNotice? = nil
    ) {
        self.key = key
        self.prefix = prefix
        self.aliases = aliases
        self.title = title
        self.help = help
        self.swiftName = swiftName
        self.metrics = metrics
        self.seriesLimit = seriesLimit
        self.owner = owner
        self.deprecation = deprecation
    }
}
