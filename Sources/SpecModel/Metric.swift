// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

/// One metric of the product: a family of series, in Prometheus' terms.
package struct Metric: Sendable, Equatable {
    package var id: ID
    /// The full name of its family: prefix and key.
    package var name: String
    /// What code and helps call it, with the prefix, where that isn't the name of its family.
    package var registeredName: String?
    /// What decides the prefix of the name when a process starts; nil if nothing does.
    package var prefixParameter: ParameterPrefix?
    /// Other full names under which people see the same family.
    package var aliases: [String]
    /// The keys or full names that it had in earlier releases.
    package var renamedFrom: [String]
    package var help: String
    package var shape: Shape
    package var unit: Unit?
    /// In the order of the spec.
    package var labels: [Label]
    package var lifecycle: Lifecycle
    package var swiftName: String?
    package var panel: Panel
    /// Whether its values are whole numbers or any, or where they come from; nil where the spec leaves it open.
    package var value: ValueType?
    package var prose: Prose
    /// What changed under its name, the oldest first.
    package var changes: [RecordedChange]
    /// When a process has it: its group's condition and its own; nil if every process has it.
    package var condition: Condition?
    /// How many series it may have at most.
    package var seriesLimit: Int?

    /// Identifies a metric in its product: two groups may have metrics with the same key.
    package struct ID: Sendable, Hashable {
        package var group: String
        /// The metric's key in its group, without a prefix.
        package var key: String

        package init(group: String = "", key: String) {
            self.group = group
            self.key = key
        }
    }

    package enum ValueType: String, Sendable, CaseIterable {
        case integer, float
        /// Code gives the value when the metric is scraped.
        case callback
        /// Code gives the whole count, which something else counts.
        case absolute
    }

    package init(
        id: ID, name: String, registeredName: String? = nil, prefixParameter: ParameterPrefix? = nil,
        aliases: [String] = [], renamedFrom: [String] = [], help: String, shape: Shape, unit: Unit?, labels: [Label],
        lifecycle: Lifecycle, swiftName: String?, panel: Panel, value: ValueType? = nil,
        prose: Prose = Prose(), changes: [RecordedChange] = [], condition: Condition? = nil, seriesLimit: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.registeredName = registeredName
        self.prefixParameter = prefixParameter
        self.aliases = aliases
        self.renamedFrom = renamedFrom
        self.help = help
        self.shape = shape
        self.unit = unit
        self.labels = labels
        self.lifecycle = lifecycle
        self.swiftName = swiftName
        self.panel = panel
        self.value = value
        self.prose = prose
        self.changes = changes
        self.condition = condition
        self.seriesLimit = seriesLimit
    }

    package var kind: MetricKind { shape.kind }
    /// Whether generated code can record it. The others are declared, so pages, dashboards and checks know them.
    package var isRecorded: Bool {
        kind.isRecorded && quantiles.isEmpty && (!comesFromElsewhere || kind.isOneNumber)
    }
    /// Whether something else knows its value, so code gives the whole of it.
    package var comesFromElsewhere: Bool { value == .callback || value == .absolute }
    package var isRemoved: Bool { if case .removed = lifecycle { true } else { false } }
    /// Its key in the spec, without its prefix.
    package var key: String { id.key }
    /// What its name starts with: the metric's own prefix, its group's or the product's.
    package var prefix: Substring { Substring(name.utf8.dropLast(key.utf8.count)) }

    /// The labels that get their value once, when the generated struct is made.
    package var boundLabels: [Label] { labels.filter { if case .bound = $0.values { true } else { false } } }
    /// The labels whose values are known now: enums in code, a dense table of series.
    package var closedLabels: [Label] { labels.filter { if case .closed = $0.values { true } else { false } } }
    /// The labels whose values are known only at each observation.
    package var openLabels: [Label] { labels.filter { if case .open = $0.values { true } else { false } } }
    /// The labels, and what an info says besides them.
    package var labelsAndFields: [Label] { labels + shape.fields }
    /// The names of its series in an exposition.
    package var seriesNames: [String] { (native == nil ? [] : [name]) + kind.seriesNames(ofFamily: name) }
    /// The label that distinguishes a stateset's samples.
    package var stateLabel: String { SampleLabel.state.name(inFamily: name) }

    package func state(at line: MinorVersion) -> LifecycleState {
        switch lifecycle {
        case .active: .active
        case .deprecated(let notice): notice.deprecation.state(at: line)
        // A tombstone says where the metric went; the releases before it are history.
        case .removed: .removed
        }
    }

    /// In a version of the product, which may be one that says there is none.
    package func state(at version: ProductVersion) -> LifecycleState {
        switch lifecycle {
        case .active: .active
        case .deprecated(let notice): notice.deprecation.state(at: version)
        case .removed: .removed
        }
    }

    /// In a release as it was or will be: one before a tombstone still had the metric.
    package func history(at line: MinorVersion) -> LifecycleState {
        if let since = prose.since, line < since { return .active }
        switch lifecycle {
        case .active: return .active
        case .deprecated(let notice): return notice.deprecation.state(at: line)
        case .removed(let tombstone):
            if line >= tombstone.removedIn { return .removed }
            guard let notice = tombstone.notice else { return .active }
            // It may have been removed later than was planned.
            let planned = notice.deprecation.state(at: line)
            return planned == .removed ? .hidden : planned
        }
    }
}

/// How the generated dashboard shows a metric, where its kind doesn't decide it.
package struct Panel: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case timeseries, stat, gauge, heatmap, table
        case stateTimeline = "state_timeline"
    }

    /// Where on the dashboard.
    package enum Place: String, Sendable, CaseIterable {
        /// In the row of its group only.
        case group
        /// In the row of its group, and in the overview.
        case overview
        /// Nowhere.
        case nowhere
    }

    /// How the values of several servers become one.
    package enum Aggregation: String, Sendable, CaseIterable {
        case sum, min, max, avg
        /// Not at all: each series has a line.
        case separate = "none"
    }

    package var title: String?
    package var kind: Kind?
    /// A unit as Grafana names it.
    package var unit: String?
    /// Of a histogram: the quantiles to draw, in the order of the spec; empty for the usual ones.
    package var quantiles: [Double]
    /// Names of labels that tell its lines apart; nil for those that the metric's kind suggests.
    package var grouping: [String]?
    /// Nil where the spec doesn't say: in the row of its group, and in the overview if it is one of the first of its kind.
    package var place: Place?
    /// Of a gauge; nil where the spec leaves it to its unit.
    package var aggregation: Aggregation?

    package init(
        title: String? = nil, kind: Kind? = nil, unit: String? = nil, quantiles: [Double] = [],
        grouping: [String]? = nil, place: Place? = nil, aggregation: Aggregation? = nil
    ) {
        self.title = title
        self.kind = kind
        self.unit = unit
        self.quantiles = quantiles
        self.grouping = grouping
        self.place = place
        self.aggregation = aggregation
    }
}
