// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

/// A metric that is being resolved.
struct MetricPlace {
    let key: Spanned<String>
    let id: Metric.ID
    /// Its own, its group's or the product's.
    let prefix: String
    /// What replaces the prefix where people see the metric under other names.
    let otherPrefixes: [String]

    var name: String { prefix + key.value }
}

extension Resolver {
    /// Nil where something that a metric can't do without was reported.
    mutating func resolve(
        _ metric: MetricDeclaration, _ place: MetricPlace, _ names: MetricNames, groupCondition: String?
    ) -> Metric? {
        let (key, name) = (place.key, place.name)
        var places = Dictionary(labelResolution.common.map { ($0.label.name, $0.name) }) { first, _ in first }
        let known = findings.count
        let needsMode = metric.mode != nil || product?.processes?.value == .several
        let mode: MultiprocessMode? = needsMode ? metric.mode ?? .all : nil
        let common = metric.removed == nil ? commonLabels(of: place, kind: metric.kind, mode: mode) : []
        let labels =
            common + resolve(labels: metric.labels, of: place, kind: metric.kind, mode: mode, &places)
        let fields = resolve(fields: metric.fields, of: place, &places)
        if let finding = SizeLimit.finding(labels: labels.count + fields.count, of: name, at: key.span) {
            findings.append(finding)
        }
        let buckets = metric.buckets.flatMap { resolve(buckets: $0) }
        let unit = metric.unit.flatMap { resolve(unit: $0) }
        let condition = metric.condition.flatMap { use($0, as: .condition) }
        let areLabelsKnown =
            metric.areLabelsRead && product?.areLabelsRead == true
            && (metric.labels.map(\.name) + (product?.labels ?? [])).allSatisfy {
                !labelResolution.unresolved.contains($0.value)
            }
        let panel = resolve(metric.panel, labels: areLabelsKnown ? labels : nil, kind: metric.kind)
        if let removed = metric.removed {
            // What a tombstone has no more can't be wrong in itself.
            findings.removeSubrange(known...)
            reportGone(place, removed: removed.name.span)
        }
        let lifecycle = resolveLifecycle(of: metric, place, names)
        guard let kind = metric.kind,
            let shape = Metric.Shape(
                kind, mode: metric.mode ?? .all, initial: metric.initial, isMonotonic: metric.isMonotonic,
                buckets: buckets, fields: fields, states: metric.states,
                quantiles: metric.quantiles)
        else { return nil }
        guard let help = metric.help, let lifecycle else { return nil }
        return Metric(
            id: place.id, name: name, registeredName: metric.registeredName.map { place.prefix + $0.value },
            aliases: aliases(of: metric, place), help: help.value, shape: shape, unit: unit,
            labels: labels, lifecycle: lifecycle, swiftName: metric.swiftName?.value, panel: panel,
            value: metric.value, prose: metric.prose,
            conditions: [groupCondition, condition].compactMap { $0 }, seriesLimit: metric.seriesLimit?.value)
    }

    /// A unit of the language, or one that the spec declares.
    private mutating func resolve(unit name: Spanned<String>) -> Unit? {
        if let unit = Unit(inLanguage: name.value) { return unit }
        switch units[name.value] {
        case .declared(let unit, _): return .own(unit)
        case .faulty: break
        case .unknown:
            if knows(FileKeys.units.name) {
                findings.append(
                    UnknownValue.finding(
                        unit: name, of: MetricKeys.unit.name, LanguageUnit.allCases.map(\.rawValue), own: units.names,
                        meant: LanguageUnit(byWord: name.value.lowercased())?.rawValue))
            }
        }
        return nil
    }

    private func aliases(of metric: MetricDeclaration, _ place: MetricPlace) -> [String] {
        var seen: Set = [place.name]
        return (place.otherPrefixes.map { $0 + place.key.value } + metric.aliases.map(\.value))
            .filter { seen.insert($0).inserted }
    }

    /// - Parameter labels: the metric's; nil where something that has been reported hides some of them.
    private mutating func resolve(_ panel: PanelDeclaration, labels: [Label]?, kind: MetricKind?) -> Panel {
        if let kind, !kind.has(.buckets), let place = panel.quantilesPlace {
            findings.append(
                InapplicableKey.finding(
                    Spanned(PanelKeys.quantiles.name, place), of: "the panel of \(kind.phrase)",
                    why: "only \(MetricKind.plurals(having: .buckets)) have quantiles"))
        }
        if let labels, isComplete {
            for name in panel.grouping ?? []
            where !labels.contains(where: { $0.key == name.value }) && !isReported(name) {
                findings.append(UnknownPanelLabel.finding(name, labels: labels.map(\.key)))
            }
        }
        let grouping = panel.grouping?.map { name in labels?.first { $0.key == name.value }?.name ?? name.value }
        return Panel(
            title: panel.title, kind: panel.kind?.value, unit: panel.unit?.value,
            quantiles: panel.quantiles?.value ?? [],
            grouping: grouping, place: panel.place)
    }

    private mutating func reportGone(_ place: MetricPlace, removed: Span) {
        guard let (layout, text) = places.layout(of: place.id, at: place.key.span) else { return }
        let gone = layout.entries.map(\.key).filter { MetricKeys.goneWithTombstone.contains($0.value) }
        guard !gone.isEmpty else { return }
        findings.append(
            InapplicableKey.finding(
                ofTombstone: gone, removed: removed,
                removals: layout.spans(dropping: MetricKeys.goneWithTombstone.contains, in: text)))
    }

    private mutating func resolveLifecycle(
        of metric: MetricDeclaration, _ place: MetricPlace, _ names: MetricNames
    ) -> Lifecycle? {
        let notice = metric.deprecated?.value.flatMap { resolve($0, of: place, names) }
        if let since = metric.since, let product,
            let finding = FutureSince.finding(since: since, product: product.version, in: releases)
        {
            findings.append(finding)
        } else if let since = metric.since, let deprecated = metric.deprecated?.value?.since,
            let finding = LifecycleOutOfOrder.finding(since: since, deprecated: deprecated)
        {
            findings.append(finding)
        }
        guard let removed = metric.removed else {
            guard metric.deprecated != nil else { return .active }
            return notice.map { .deprecated($0) }
        }
        guard let removed = removed.value else { return nil }
        if let product, let finding = FutureRemoval.finding(removedIn: removed.removedIn, product: product.version) {
            findings.append(finding)
        } else if let since = metric.deprecated?.value?.since,
            let finding = LifecycleOutOfOrder.finding(
                removedIn: removed.removedIn, deprecated: since, product: product?.version.value.releaseLine)
        {
            findings.append(finding)
        }
        return .removed(
            Tombstone(
                removedIn: removed.removedIn.value, reason: removed.reason,
                notice: notice))
    }

    private mutating func resolve(
        _ deprecated: DeprecatedDeclaration, of metric: MetricPlace, _ names: MetricNames
    ) -> DeprecationNotice? {
        let hide = deprecated.hideAfter.map { ($0.value, $0.span as Span?) } ?? (hideAfter.value, nil)
        let remove = deprecated.removeAfter.map { ($0.value, $0.span as Span?) } ?? (removeAfter.value, nil)
        if let finding = LifecycleOutOfOrder.finding(
            hideAfter: hide.0, at: hide.1, removeAfter: remove.0, at: remove.1)
        {
            findings.append(finding)
        }
        let replacements = deprecated.replacements.compactMap { resolve($0, of: metric, names) }
        guard let since = deprecated.since, let reason = deprecated.reason else { return nil }
        return DeprecationNotice(
            deprecation: dates(since: since, hideAfter: hide.0, removeAfter: remove.0), hideAfter: hide.0,
            removeAfter: remove.0, toldAt: product?.version.value.releaseLine ?? since.value, reason: reason,
            replacements: replacements)
    }

    private mutating func dates(since: Spanned<MinorVersion>, hideAfter: Int, removeAfter: Int) -> Deprecation {
        if let product, let releasesKey = releasesPlace,
            let finding = UnlistedRelease.finding(since: since, in: releases, product, listedAt: releasesKey)
        {
            findings.append(finding)
        }
        return releases.deprecation(since: since.value, hideAfter: hideAfter, removeAfter: removeAfter)
    }

    private mutating func resolve(
        _ replacement: ReplacementDeclaration, of metric: MetricPlace, _ names: MetricNames
    ) -> Replacement? {
        let written = replacement.name
        if replacement.isExternal {
            return Replacement(
                name: names.fullName(ofExternal: written.value, besidePrefix: metric.prefix), isExternal: true)
        }
        let name: String
        switch names.meaning(of: written.value) {
        case .metric(let meant): name = meant
        case .ambiguous(let meant):
            findings.append(UnknownReplacement.finding(written, ambiguous: meant))
            return nil
        case .unknown:
            // Without the product its prefix is unknown, and with it the full names.
            if knows(FileKeys.groups.name), product != nil {
                findings.append(UnknownReplacement.finding(written, among: names.keys))
            }
            return nil
        }
        guard name != metric.name else {
            findings.append(ReplacedByItself.finding(written))
            return nil
        }
        return Replacement(name: name, isExternal: false)
    }
}
