// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

/// Models written by hand, for tests that look at one trait of an emitter and need no spec around it.
enum ModelBuilder {
    /// Where everything stands: these tests are about what comes out.
    static let nowhere = Span(
        source: SourceID(index: 0), start: Position(line: 1, column: 1), end: Position(line: 1, column: 2))

    static func product(
        name: String = "shop", version: String = "1.2.0", prefix: String = "", parameters: [Parameter] = [],
        specPath: String = "spec/shop.yaml", _ groups: Group...
    ) -> ResolvedSpec {
        var seen: Set<String> = []
        let labels = groups.flatMap(\.metrics).flatMap(\.labels).filter { seen.insert($0.name).inserted }
        guard let version = ProductVersion(version) else { preconditionFailure("\(version) is not a version") }
        return ResolvedSpec(
            Product(
                name: name, version: version, prefix: prefix, parameters: parameters, labels: labels,
                groups: groups.map { named($0, prefix: prefix) }), path: specPath)
    }

    private static func named(_ group: Group, prefix: String) -> Group {
        var group = group
        for index in group.metrics.indices { group.metrics[index].name = prefix + group.metrics[index].key }
        return group
    }

    static func group(_ key: String, title: String? = nil, help: String? = nil, _ metrics: Metric...) -> Group {
        group(key, title: title, help: help, metrics)
    }

    static func group(_ key: String, title: String? = nil, help: String? = nil, _ metrics: [Metric]) -> Group {
        Group(key: key, title: title ?? key, help: help, swiftName: nil, metrics: metrics)
    }

    static func counter(
        _ key: String, help: String = "Help.", unit: Unit? = nil, labels: [Label] = [],
        lifecycle: Lifecycle = .active, panel: Panel = Panel()
    ) -> Metric {
        metric(key, Metric.Shape(.counter), help: help, unit: unit, labels: labels, lifecycle: lifecycle, panel: panel)
    }

    static func gauge(
        _ key: String, help: String = "Help.", unit: Unit? = nil, labels: [Label] = [],
        mode: MultiprocessMode = .sum, lifecycle: Lifecycle = .active, panel: Panel = Panel()
    ) -> Metric {
        metric(
            key, Metric.Shape(.gauge, mode: mode), help: help, unit: unit, labels: labels, lifecycle: lifecycle,
            panel: panel)
    }

    static func histogram(
        _ key: String, help: String = "Help.", unit: Unit? = nil, labels: [Label] = [],
        bounds: BucketSet.Bounds = .fixed([0.1, 1, 10]), lifecycle: Lifecycle = .active, panel: Panel = Panel()
    ) -> Metric {
        metric(
            key, Metric.Shape(.histogram, buckets: BucketSet(name: nil, bounds: bounds)), help: help, unit: unit,
            labels: labels,
            lifecycle: lifecycle, panel: panel)
    }

    static func summary(
        _ key: String, help: String = "Help.", unit: Unit? = nil, labels: [Label] = [],
        lifecycle: Lifecycle = .active, panel: Panel = Panel()
    ) -> Metric {
        metric(key, Metric.Shape(.summary), help: help, unit: unit, labels: labels, lifecycle: lifecycle, panel: panel)
    }

    static func info(
        _ key: String, fields: [Label], help: String = "Help.", labels: [Label] = [], lifecycle: Lifecycle = .active,
        panel: Panel = Panel()
    ) -> Metric {
        metric(
            key, Metric.Shape(.info, fields: fields), help: help, unit: nil, labels: labels, lifecycle: lifecycle,
            panel: panel)
    }

    static func stateset(
        _ key: String, states: [String], help: String = "Help.", labels: [Label] = [], lifecycle: Lifecycle = .active,
        panel: Panel = Panel()
    ) -> Metric {
        let states = states.map { Label.Value(text: $0, help: nil, swiftName: nil) }
        return metric(
            key, Metric.Shape(.stateset, states: states), help: help, unit: nil, labels: labels, lifecycle: lifecycle,
            panel: panel)
    }

    /// A metric of a type that code can't record.
    static func unrecorded(_ key: String, _ kind: MetricKind, panel: Panel = Panel()) -> Metric {
        let shape = Metric.Shape(kind, buckets: BucketSet(name: nil, bounds: .fixed([1, 2])))
        return metric(
            key, shape, help: "Help.", unit: nil, labels: [], lifecycle: .active, panel: panel)
    }

    private static func metric(
        _ key: String, _ shape: Metric.Shape?, help: String, unit: Unit?, labels: [Label], lifecycle: Lifecycle,
        panel: Panel
    ) -> Metric {
        Metric(
            id: Metric.ID(key: key), name: key, help: help, shape: shape!, unit: unit, labels: labels,
            lifecycle: lifecycle, swiftName: nil, panel: panel)
    }

    // MARK: Labels

    static func bound(_ name: String, help: String = "Bound.") -> Label { label(name, help: help, .bound) }

    static func open(_ name: String, limit: Int? = nil, help: String = "Open.") -> Label {
        label(name, help: help, .open(limit: limit.map { .number($0) }))
    }

    static func closed(_ name: String, _ values: String..., help: String = "Closed.") -> Label {
        label(
            name, help: help,
            .closed(values.map { Label.Value(text: $0, help: "It is \($0).", swiftName: nil) }))
    }

    private static func label(_ name: String, help: String, _ values: Label.Values) -> Label {
        Label(name: name, help: help, values: values, swiftName: nil)
    }

    // MARK: Lifecycle

    static func deprecated(
        since: String, reason: String = "It was wrong.", replacedBy replacements: [String] = [],
        external: [String] = []
    ) -> Lifecycle {
        .deprecated(notice(since: since, reason: reason, replacedBy: replacements, external: external))
    }

    static func removed(in version: String, reason: String = "Nobody read it.", after notice: DeprecationNotice? = nil)
        -> Lifecycle
    {
        .removed(Tombstone(removedIn: line(version), reason: reason, notice: notice))
    }

    static func notice(
        since: String, reason: String = "It was wrong.", replacedBy replacements: [String] = [],
        external: [String] = []
    ) -> DeprecationNotice {
        DeprecationNotice(
            deprecation: Deprecation(since: line(since), hideAfter: 1, removeAfter: 2), hideAfter: 1, removeAfter: 2,
            toldAt: line(since), reason: reason,
            replacements: replacements.map { Replacement(name: $0, isExternal: false) }
                + external.map { Replacement(name: $0, isExternal: true) })
    }

    private static func line(_ text: String) -> MinorVersion {
        guard let line = MinorVersion(text) else { preconditionFailure("\(text) is not a minor version") }
        return line
    }

    static func spanned<Value>(_ value: Value) -> Spanned<Value> { Spanned(value, nowhere) }

    // MARK: The output of an emitter

    static func request(_ emitter: String, _ options: [String: String]) -> OutputRequest {
        OutputRequest(emitter: spanned(emitter), options: options.mapValues { .text(spanned($0)) })
    }
}
