// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel

/// What queries can rely on in one release of a product, as values without places: from the catalogue of that release, or
/// from a spec.
package struct Catalogue: Sendable, Equatable {
    package let product: String
    package let version: ProductVersion
    /// The releases in which its metrics are hidden and removed.
    package let granularity: Product.Granularity
    /// What the names of metrics start with: the product's prefix, those of groups and of metrics, and the other
    /// prefixes under which people see them. Sorted, each once, without the empty one.
    package let prefixes: [String]
    /// Whether a process can have metrics under other prefixes.
    package let hasOpenPrefixes: Bool
    package let metrics: [CataloguedMetric]
    /// Those that conditions may depend on.
    package let parameters: [Parameter]
    /// Whether one server runs in several processes; nil where the spec doesn't say.
    package var processes: Product.Processes?
    /// Its derived values, alerts and objectives; nil where they aren't known.
    package var rules: CataloguedRules?

    package init(
        product: String, version: ProductVersion, granularity: Product.Granularity = .minor, prefix: String = "",
        hasOpenPrefixes: Bool = false, otherPrefixes: [String] = [], metrics: [CataloguedMetric],
        parameters: [Parameter] = []
    ) {
        self.product = product
        self.version = version
        self.granularity = granularity
        prefixes = Set([prefix] + otherPrefixes).subtracting([""]).sorted()
        self.hasOpenPrefixes = hasOpenPrefixes
        self.metrics = metrics
        self.parameters = parameters
    }
}

/// One metric of a catalogue.
package struct CataloguedMetric: Sendable, Equatable {
    /// The full name, prefix included.
    package var name: String
    /// What code and helps call it, where a scrape calls it otherwise.
    package var registeredName: String?
    /// Other full names under which people see it.
    package var aliases: [String] = []
    /// Its key in the spec, without its prefix.
    package var key = ""
    /// The key of its group.
    package var group = ""
    package var help = ""
    /// The keys or full names that it had before.
    package var renamedFrom: [String] = []
    package let kind: MetricKind
    package var unit: Unit?
    /// The labels of its series, the fields of an info included.
    package var labels: [CataloguedLabel]
    /// Whether a process may give its series other labels besides these.
    package var hasOpenFields = false
    /// Of a stateset.
    package var states: [String]
    /// Of a summary: the quantiles that it has series for.
    package var quantiles: [Double] = []
    /// Of a histogram.
    package var bounds: BucketSet.Bounds?
    /// Whether a process may be given other bounds when it starts.
    package var hasOverridableBounds = false
    /// Of a native histogram, which may have no bounds.
    package var native: NativeBuckets?
    /// When a process has it; nil if every process has it.
    package var condition: Condition?
    /// The release that brought it, where the spec says.
    package var since: MinorVersion?
    /// What changed under its name, the oldest first.
    package var changes: [RecordedChange] = []
    /// What to use instead of a metric that ends.
    package var replacements: [Replacement] = []
    /// Whether it is a former name of the metric that replaces it: as long as it is served, it has the same series.
    package var isFormerName = false
    /// Of a gauge.
    package let mode: MultiprocessMode?
    /// Of a gauge: its value before anything is recorded.
    package var initial: Double?
    /// Of a gauge: whether its value never falls while a process runs.
    package var isMonotonic = false
    /// What its values are, or where they come from; nil where the spec leaves it open.
    package var recording: Metric.ValueType?
    package var owner: String?
    /// How to read it.
    package var reading: String?
    package var nextSteps: [String] = []
    /// What code calls it, where the spec says so; nil where that isn't known.
    package var codeNames: CodeNames?
    package var stability: Prose.Stability?
    package var end: End

    /// How the metric ends, as far as the catalogue says.
    package enum End: Sendable, Equatable {
        case none
        case announced(Announcement)
        /// A tombstone, with the announcement that went before, where it is kept.
        case removed(in: MinorVersion, announced: Announcement?)
    }

    /// The names that a spec chooses for code, each nil where the spec leaves it to the compiler.
    package struct CodeNames: Sendable, Equatable {
        package let group: String?
        package let metric: String?
        /// Of its labels, by their names.
        package let labels: [String: String]
    }

    package struct Announcement: Sendable, Equatable {
        package let since: MinorVersion
        /// Nil while that is undecided.
        package let hiddenFrom: MinorVersion?
        package let removedFrom: MinorVersion?

        package init(since: MinorVersion, hiddenFrom: MinorVersion?, removedFrom: MinorVersion?) {
            self.since = since
            self.hiddenFrom = hiddenFrom
            self.removedFrom = removedFrom
        }

        var deprecation: Deprecation {
            func threshold(_ line: MinorVersion?) -> ReleaseThreshold {
                line.map { ReleaseThreshold($0) } ?? .undecided
            }
            return Deprecation(since: since, hidden: threshold(hiddenFrom), removed: threshold(removedFrom))
        }
    }
}

package struct CataloguedLabel: Sendable, Equatable {
    package let name: String
    /// What the spec calls it.
    package var key: String
    package var help = ""
    /// Nil where the spec doesn't list them.
    package var values: [String]?
    /// Whether every series has it.
    package var isRequired: Bool
    /// Whether each event brings a value: until the first event there is no series.
    package var isOpen: Bool
    /// How many values there may be, if it is open and has a limit.
    package var limit: ValueLimit?
    package var deprecation: Label.Deprecation?
    /// The deprecations of its values, by value.
    package var deprecatedValues: [String: Label.Deprecation] = [:]

    package init(name: String, values: [String]?, isRequired: Bool = true, isOpen: Bool = false) {
        self.name = name
        key = name
        self.values = values
        self.isRequired = isRequired
        self.isOpen = isOpen
    }
}

extension CataloguedLabel {
    /// Where its values come from, in the words of the catalogue.
    package enum Source: String, Sendable {
        case bound, closed, open
    }

    package var source: Source { isOpen ? .open : values == nil ? .bound : .closed }
}

extension CataloguedMetric {
    /// Its series as queries see them.
    package var series: [SeriesDescription] {
        kind.series(hasBounds: bounds != nil, isNative: native != nil)
    }

    /// A metric of which no lifecycle is known.
    package init(
        name: String, kind: MetricKind, unit: Unit? = nil, labels: [CataloguedLabel] = [], states: [String] = [],
        bounds: BucketSet.Bounds? = nil, hasOverridableBounds: Bool = false
    ) {
        self.init(
            name: name, kind: kind, unit: unit, labels: labels, states: states, bounds: bounds,
            hasOverridableBounds: hasOverridableBounds, mode: nil, stability: nil, end: .none)
    }

    /// The stage of the metric at a release line, as far as this catalogue says.
    func state(at line: MinorVersion) -> LifecycleState {
        switch end {
        case .none: .active
        case .announced(let announcement): announcement.deprecation.state(at: line)
        case .removed: .removed
        }
    }

    /// In a version of the product, which may be one that says there is none.
    package func state(at version: ProductVersion) -> LifecycleState {
        switch end {
        case .none: .active
        case .announced(let announcement): announcement.deprecation.state(at: version)
        case .removed: .removed
        }
    }
}

extension CataloguedMetric {
    /// In a version that may be older than the catalogue, as it was then: one before a tombstone still had the metric.
    package func history(at version: ProductVersion) -> LifecycleState {
        guard case .removed(let line, let announced) = end, !version.isUnversioned, version.release < line else {
            return state(at: version)
        }
        // It may have been removed later than was planned.
        let planned = announced?.deprecation.state(at: version) ?? .active
        return planned == .removed ? .hidden : planned
    }
}

// MARK: From a spec

extension ValueLimit {
    /// As a catalogue has it: the parameter itself says what it is at most.
    fileprivate var withoutGreatest: ValueLimit {
        guard case .parameter(let sum, _) = self else { return self }
        return .parameter(sum, greatest: nil)
    }
}

extension Parameter {
    /// As a catalogue has it.
    fileprivate var withoutSwiftNames: Parameter {
        guard case .choice(let values, let standard) = type else { return self }
        var parameter = self
        parameter.type = .choice(
            values.map { Label.Value(text: $0.text, help: $0.help, swiftName: nil) }, default: standard)
        return parameter
    }
}

extension Catalogue {
    package init(_ product: Product) {
        self.init(
            product: product.name, version: product.version, granularity: product.granularity, prefix: product.prefix,
            hasOpenPrefixes: product.metrics.contains { $0.prefixParameter != nil },
            otherPrefixes: product.aliases + product.groups.flatMap { ($0.prefix.map { [$0] } ?? []) + $0.aliases }
                + product.metrics.map { String($0.prefix) },
            metrics: product.groups.flatMap { group in
                group.metrics.map { CataloguedMetric($0, in: group) }
            },
            parameters: product.parameters.map(\.withoutSwiftNames))
        processes = product.processes
        // Their queries are known where PromQL is read.
        if product.derived.isEmpty, product.alerts.isEmpty, product.objectives.isEmpty { rules = CataloguedRules() }
    }
}

extension CataloguedMetric {
    fileprivate init(_ metric: Metric, in group: Group) {
        key = metric.key
        self.group = group.key
        help = metric.help
        initial = metric.initial
        recording = metric.value
        owner = metric.prose.owner ?? group.owner
        reading = metric.prose.reading
        nextSteps = metric.prose.nextSteps
        codeNames = CodeNames(
            group: group.swiftName, metric: metric.swiftName,
            labels: Dictionary(
                metric.labelsAndFields.compactMap { label in label.swiftName.map { (label.name, $0) } }
            ) { first, _ in first })
        renamedFrom = metric.renamedFrom
        name = metric.name
        registeredName = metric.registeredName
        aliases = metric.aliases
        kind = metric.kind
        unit = metric.unit
        labels = metric.labelsAndFields.map { label in
            let values: [String]? = if case .closed(let values) = label.values { values.map(\.text) } else { nil }
            let isOpen = if case .open = label.values { true } else { false }
            var catalogued = CataloguedLabel(
                name: label.name, values: values, isRequired: !label.isOptional, isOpen: isOpen)
            catalogued.key = label.key
            catalogued.help = label.help
            catalogued.limit = label.maxValues?.withoutGreatest
            catalogued.deprecation = label.deprecation
            for value in label.closedValues { catalogued.deprecatedValues[value.text] = value.deprecation }
            return catalogued
        }
        hasOpenFields = metric.fieldsParameter != nil
        states = metric.states.map(\.text)
        quantiles = metric.quantiles
        bounds = metric.buckets?.bounds
        hasOverridableBounds = metric.buckets?.isOverridable ?? false
        native = metric.native
        condition = metric.condition
        since = metric.prose.since
        changes = metric.changes
        replacements =
            switch metric.lifecycle {
            case .active: []
            case .deprecated(let notice): notice.replacements
            case .removed(let tombstone): tombstone.notice?.replacements ?? []
            }
        isFormerName = metric.presentName != nil
        mode = metric.mode
        isMonotonic = metric.isMonotonic
        stability = metric.prose.stability
        end =
            switch metric.lifecycle {
            case .active: .none
            case .deprecated(let notice): .announced(Announcement(notice))
            case .removed(let tombstone):
                .removed(in: tombstone.removedIn, announced: tombstone.notice.map(Announcement.init))
            }
    }
}

extension CataloguedMetric.Announcement {
    fileprivate init(_ notice: DeprecationNotice) {
        self.init(
            since: notice.deprecation.since, hiddenFrom: notice.hiddenFrom, removedFrom: notice.removedFrom)
    }
}
