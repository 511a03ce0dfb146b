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
    /// What decides it when a process starts.
    let prefixParameter: ParameterPrefix?
    /// What replaces the prefix where people see the metric under other names.
    let otherPrefixes: [String]

    var name: String { prefix + key.value }
}

extension Resolver {
    /// Nil where something that a metric can't do without was reported.
    mutating func resolve(
        _ metric: MetricDeclaration, _ place: MetricPlace, _ names: MetricNames, _ inherited: GroupInheritance,
        groupCondition: Condition?
    ) -> Metric? {
        let (key, name) = (place.key, place.name)
        var places = Dictionary(labelResolution.common.map { ($0.label.name, $0.name) }) { first, _ in first }
        let known = findings.count
        let defaultMode = metric.kind?.description.modes.first
        let mode = metric.mode ?? (product?.processes?.value == .several ? defaultMode : nil)
        let common = metric.removed == nil ? commonLabels(of: place, kind: metric.kind, mode: mode) : []
        let labels =
            common + resolve(labels: metric.labels, of: place, kind: metric.kind, mode: mode, &places)
        let fields = resolve(fields: metric.fields, of: place, &places)
        let labelsAndFields = labels + fields
        reportLabelReplacements(labelsAndFields, states: metric.states ?? [], of: place)
        let fieldsParameter = metric.fieldsParameter.flatMap { use($0, as: .fields) }
        if let finding = SizeLimit.finding(labels: labelsAndFields.count, of: name, at: key.span) {
            findings.append(finding)
        }
        let buckets = metric.buckets.flatMap { resolve(buckets: $0) }
        let native = metric.buckets.flatMap { resolve(nativeOf: $0) }
        let unit = metric.unit.flatMap { resolve(unit: $0) }
        let condition = metric.condition.flatMap { resolve($0.value) }
        if metric.condition != nil, condition == nil { unknownConditions.insert(place.id) }
        // A label with an error still has its key; of a set with one, the labels aren't known.
        let faultyLabels = metric.labels.filter(isFaultyLabel).map(\.name.value)
        let areLabelsKnown =
            metric.areLabelsRead && product?.areLabelsRead == true
            && (metric.labels.map(\.name) + (product?.labels ?? [])).allSatisfy {
                !labelResolution.unresolved.contains($0.value) || faultyLabels.contains($0.value)
            }
        let panel = resolve(
            metric.panel, labels: areLabelsKnown ? labels : nil, faulty: faultyLabels, kind: metric.kind)
        if let removed = metric.removed {
            // What a tombstone has no more can't be wrong in itself.
            findings.removeSubrange(known...)
            reportGone(place, removed: removed.name.span)
        }
        let lifecycle = resolveLifecycle(of: metric, place, names, inherited)
        let changes = metric.removed == nil ? resolve(metric.changes, of: metric, labels: labelsAndFields) : []
        guard let kind = metric.kind,
            let shape = Metric.Shape(
                kind, mode: mode ?? (kind == .gauge ? defaultMode : nil), initial: metric.initial,
                isMonotonic: metric.isMonotonic,
                buckets: buckets, native: native,
                fields: fields.map { naming(replacementOf: $0, among: labelsAndFields) },
                fieldsParameter: fieldsParameter, states: metric.states, quantiles: metric.quantiles)
        else { return nil }
        guard let help = metric.help, let lifecycle else { return nil }
        var prose = metric.prose
        // A tombstone promises nothing any more.
        if metric.removed == nil { prose.stability = prose.stability ?? inherited.stability }
        return Metric(
            id: place.id, name: name, registeredName: metric.registeredName.map { place.prefix + $0.value },
            prefixParameter: place.prefixParameter, aliases: aliases(of: metric, place),
            renamedFrom: metric.renamedFrom.map(\.value), help: help.value, shape: shape, unit: unit,
            labels: labels.map { naming(replacementOf: $0, among: labelsAndFields) }, lifecycle: lifecycle,
            swiftName: metric.swiftName?.value, panel: panel,
            value: metric.value, prose: prose, changes: changes,
            condition: .joined([groupCondition, condition]), seriesLimit: metric.seriesLimit?.value)
    }

    /// A unit of the language, or one that the spec declares.
    mutating func resolve(unit name: Spanned<String>) -> Unit? {
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

    /// - Parameters:
    ///   - labels: the metric's; nil where something that has been reported hides some of them.
    ///   - faulty: the keys of labels that aren't among them because they have errors.
    private mutating func resolve(_ panel: PanelDeclaration, labels: [Label]?, faulty: [String], kind: MetricKind?)
        -> Panel
    {
        if let kind, !kind.has(.buckets), let place = panel.quantilesPlace {
            findings.append(
                InapplicableKey.finding(
                    Spanned(PanelKeys.quantiles.name, place), of: "the panel of \(kind.phrase)",
                    why: "only \(MetricKind.plurals(having: .buckets)) have quantiles"))
        }
        if let labels, isComplete {
            for name in panel.grouping ?? []
            where !labels.contains(where: { $0.key == name.value }) && !faulty.contains(name.value) && !isReported(name)
            {
                findings.append(UnknownPanelLabel.finding(name, labels: labels.map(\.key) + faulty))
            }
        }
        let grouping = panel.grouping?.map { name in labels?.first { $0.key == name.value }?.name ?? name.value }
        return Panel(
            title: panel.title, kind: panel.kind?.value, unit: panel.unit?.value,
            quantiles: panel.quantiles?.value ?? [],
            grouping: grouping, place: panel.place, aggregation: panel.aggregation)
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
}
