// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

/// The label sets that have been resolved so far.
struct LabelResolution {
    let sets: NameTable<[Spanned<String>]>
    /// The labels of each set, without those that don't exist.
    var labels: [String: [Label]] = [:]
    /// Undeclared labels that a metric or a set uses, and the sets that contain them: they have been
    /// reported, so nothing that depends on them is.
    var unresolved: Set<String> = []
    /// The labels that every metric has, each with the name in `product` that brings it.
    var common: [(name: Spanned<String>, label: Label)] = []
    /// Those of which something is reported that each metric would repeat.
    var reportedCommon: Set<String> = []
}

extension Resolver {
    /// Bound labels of one name can't be told apart: the generated struct has their values by name.
    mutating func reportBoundLabels() {
        var first: [String: Spanned<String>] = [:]
        for declaration in labels.declarations {
            guard let label = declaration.value, case .bound = label.values else { continue }
            guard let other = first[label.name] else {
                first[label.name] = declaration.name
                continue
            }
            findings.append(DuplicateDeclaration.finding(bound: declaration.name, as: label.name, first: other))
        }
    }

    /// The parameters that say how many values labels may have.
    mutating func reportLabelLimits() {
        for declaration in labels.declarations {
            guard let label = declaration.value, case .parameter(let sum, _)? = label.maxValues else { continue }
            let place = origins.value(of: Origins.Field(LabelKeys.maxValues.name), of: .label(label.key))
            _ = use(Spanned(sum.parameter, place), as: .valueLimit)
        }
    }

    /// The limit that a metric gives to one of its labels. One with an error counts as a limit.
    private mutating func limit(of description: MetricLabelDeclaration) -> ValueLimit? {
        guard let limit = description.maxValues else { return nil }
        guard case .parameter(let sum, _) = limit.value else { return limit.value }
        _ = use(Spanned(sum.parameter, limit.span), as: .valueLimit)
        return limit.value.limited(by: parameters)
    }

    mutating func resolveLabelSets() {
        for set in labelResolution.sets.declarations {
            if let first = labels.span(of: set.name.value) {
                findings.append(
                    DuplicateDeclaration.finding(set.name, "label set", first: first, firstWhat: "label"))
            }
            var resolved: [Label] = []
            var places: [String: Spanned<String>] = [:]
            for name in set.value ?? [] {
                if let first = places[name.value] {
                    findings.append(RepeatedLabel.finding(name.value, at: name, first: first))
                    continue
                }
                places[name.value] = name
                switch labels[name.value] {
                case .declared(let label, _): resolved.append(label)
                case .faulty: labelResolution.unresolved.insert(set.name.value)
                case .unknown:
                    labelResolution.unresolved.insert(set.name.value)
                    let isSet = labelResolution.sets.span(of: name.value) != nil
                    reportUnknown(name) { labels, _ in
                        UnknownLabel.finding(name, inSet: set.name.value, labels: labels, isSet: isSet)
                    }
                }
            }
            if set.value == nil { labelResolution.unresolved.insert(set.name.value) }
            labelResolution.labels[set.name.value] = resolved
        }
    }

    /// The labels that the product lists for every metric.
    mutating func resolveCommonLabels() {
        var places: [String: Spanned<String>] = [:]
        for name in product?.labels ?? [] {
            for label in labels(named: name) {
                if let first = places.updateValue(name, forKey: label.name) {
                    places[label.name] = first
                    findings.append(RepeatedLabel.finding(label.name, at: name, first: first))
                } else if label.isBound {
                    labelResolution.common.append((name, label))
                } else {
                    labelResolution.unresolved.insert(name.value)
                    findings.append(
                        UnboundCommonLabel.finding(
                            label, at: name, declared: origins.name(of: .label(label.key))))
                }
            }
        }
    }

    /// The labels that every metric has, for a metric that isn't a tombstone.
    mutating func commonLabels(of metric: MetricPlace, kind: MetricKind?, mode: MultiprocessMode?) -> [Label] {
        labelResolution.common.map { name, label in
            if let kind,
                let finding = ReservedLabel.finding(
                    label, declared: origins.name(of: .label(label.key)), usedAt: name.span, of: metric.name,
                    kind: kind, mode: mode),
                labelResolution.reportedCommon.insert(label.key).inserted
            {
                findings.append(finding)
            }
            return label
        }
    }

    /// The labels of a metric, and those of its label sets, in their order.
    ///
    /// - Parameter places: where each label of the metric was named first, by what a scrape calls it.
    mutating func resolve(
        labels uses: [LabelUse], of metric: MetricPlace, kind: MetricKind?, mode: MultiprocessMode?,
        _ places: inout [String: Spanned<String>]
    ) -> [Label] {
        uniqued(uses, of: metric, &places).map { name, label in
            if let kind,
                let finding = ReservedLabel.finding(
                    label, declared: declared(label, in: metric), usedAt: name.span, of: metric.name, kind: kind,
                    mode: mode)
            {
                findings.append(finding)
            }
            return label
        }
    }

    /// The fields of an info metric, which are labels that are set together.
    mutating func resolve(
        fields uses: [LabelUse], of metric: MetricPlace, _ places: inout [String: Spanned<String>]
    ) -> [Label] {
        uniqued(uses, of: metric, &places).compactMap { name, label in
            guard case .bound = label.values else { return label }
            findings.append(
                BoundField.finding(label, declared: declared(label, in: metric), usedAt: name.span))
            return nil
        }
    }

    /// The labels that are listed, directly or through a set, each with its first use; repeated ones are reported.
    private mutating func uniqued(
        _ uses: [LabelUse], of metric: MetricPlace, _ places: inout [String: Spanned<String>]
    ) -> [(name: Spanned<String>, label: Label)] {
        var resolved: [(name: Spanned<String>, label: Label)] = []
        for use in uses {
            let name = use.name
            for label in labels(for: use) {
                if let first = places.updateValue(name, forKey: label.name) {
                    places[label.name] = first
                    findings.append(RepeatedLabel.finding(label.name, at: name, first: first))
                } else {
                    resolved.append((name, label))
                }
            }
        }
        return resolved
    }

    private func declared(_ label: Label, in metric: MetricPlace) -> Span {
        origins.name(of: label.isOwn ? .ownLabel(label.key, of: metric.id) : .label(label.key))
    }

    /// Whether something is wrong with what is declared under a name, or with what a metric says about it, and the
    /// name is certainly that of a label.
    func isFaultyLabel(_ use: LabelUse) -> Bool {
        guard labelResolution.sets.span(of: use.name.value) == nil else { return false }
        if case .faulty = use.description { return true }
        if case .faulty = labels[use.name.value] { return true }
        return false
    }

    /// Whether an error was reported at the place of a name.
    func isReported(_ name: Spanned<String>) -> Bool { faults.contains { $0.places.contains(name.span) } }

    /// The label of a use, or the labels of a set.
    private mutating func labels(for use: LabelUse) -> [Label] {
        switch use.description {
        case .none: return labels(named: use.name)
        case .faulty:
            labelResolution.unresolved.insert(use.name.value)
            return []
        case .described(let description):
            switch labels[use.name.value] {
            case .declared(let label, _):
                if let finding = label.misfit(description) {
                    findings.append(finding)
                    return [label]
                }
                return [label.changed(by: description, limit: limit(of: description))]
            case .faulty:
                labelResolution.unresolved.insert(use.name.value)
                return []
            case .unknown: return ownLabel(use.name, description).map { [$0] } ?? []
            }
        }
    }

    /// A label that only the metric describes; nil if that has been reported.
    private mutating func ownLabel(_ name: Spanned<String>, _ description: MetricLabelDeclaration) -> Label? {
        if let finding = labelResolution.sets.span(of: name.value).map({
            DuplicateDeclaration.finding(changedSet: name, declared: $0)
        }) ?? ReservedLabel.finding(declared: name, name: description.name) {
            findings.append(finding)
        } else if let help = description.help {
            return Label(
                key: name.value, name: name.value, help: help, values: .open(limit: nil), swiftName: nil
            ).changed(by: description, limit: limit(of: description))
        } else if knows(FileKeys.labels.name), knows(FileKeys.labelSets.name) {
            findings.append(
                UnknownLabel.finding(
                    name, labels: labels.names, sets: labelResolution.sets.names, isDescribed: true))
        }
        labelResolution.unresolved.insert(name.value)
        return nil
    }

    mutating func labels(named name: Spanned<String>) -> [Label] {
        switch labels[name.value] {
        case .declared(let label, _): return [label]
        case .faulty:
            labelResolution.unresolved.insert(name.value)
            return []
        case .unknown: break
        }
        if let labels = labelResolution.labels[name.value] { return labels }
        labelResolution.unresolved.insert(name.value)
        if !isReported(name) {
            reportUnknown(name) { UnknownLabel.finding(name, labels: $0, sets: $1) }
        }
        return []
    }

    /// - Parameter finding: makes the diagnostic, given the names of all labels and of all sets.
    private mutating func reportUnknown(_ name: Spanned<String>, _ finding: ([String], [String]) -> Finding) {
        if let reserved = ReservedLabel.finding(undeclared: name) {
            findings.append(reserved)
        } else if knows(FileKeys.labels.name), knows(FileKeys.labelSets.name) {
            findings.append(finding(labels.names, labelResolution.sets.names))
        }
    }
}

extension ValueLimit {
    /// The same, with the greatest number that the parameter can be.
    func limited(by parameters: NameTable<Parameter>) -> ValueLimit {
        guard case .parameter(let sum, _) = self else { return self }
        // A limit with an error counts as one.
        guard case .declared(let parameter, _) = parameters[sum.parameter],
            case .integer(_, let maximum, _) = parameter.type
        else { return .parameter(sum, greatest: 1) }
        guard let maximum else { return self }
        let (greatest, isOverflow) = maximum.addingReportingOverflow(sum.offset)
        return .parameter(sum, greatest: isOverflow ? nil : max(0, greatest))
    }
}

extension Label {
    /// The same, with the greatest number of values that a parameter allows.
    func limited(by parameters: NameTable<Parameter>) -> Label {
        guard let limit = maxValues else { return self }
        var label = self
        label.values = .open(limit: limit.limited(by: parameters))
        return label
    }

    /// What a metric says about the label that it can't have; nil if all of it fits.
    fileprivate func misfit(_ description: MetricLabelDeclaration) -> Finding? {
        guard case .bound = values, let key = description.keys.first else { return nil }
        return InapplicableKey.finding(
            key, of: "a bound label",
            why: "its name and its only value belong to the generated struct, and are the same for all metrics")
    }

    /// This label as a metric describes it.
    fileprivate func changed(by description: MetricLabelDeclaration, limit: ValueLimit?) -> Label {
        var label = self
        label.isOwn = true
        label.name = description.name?.value ?? name
        label.help = description.help ?? help
        label.swiftName = description.swiftName?.value ?? swiftName
        label.isOptional = description.required.map { !$0.value } ?? isOptional
        label.deprecation = description.deprecation ?? deprecation
        if let limit {
            label.values = .open(limit: limit)
        } else if let values = description.values {
            label.values = .closed(values.value.map(described).withEmpty(isOptional: label.isOptional))
        } else if case .closed(var values) = values {
            // The value of an observation without the label belongs to optional labels only.
            if isOptional, !label.isOptional { values.removeAll { $0.text.isEmpty && $0.help == nil } }
            label.values = .closed(values.withEmpty(isOptional: label.isOptional))
        }
        return label
    }

    /// A value, with what the declared label says about it.
    private func described(_ value: Value) -> Value {
        guard case .closed(let values) = values, let declared = values.first(where: { $0.text == value.text }) else {
            return value
        }
        return Value(
            text: value.text, help: value.help ?? declared.help, swiftName: value.swiftName ?? declared.swiftName,
            deprecation: value.deprecation ?? declared.deprecation)
    }
}
