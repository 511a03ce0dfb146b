// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

/// The label sets that have been resolved so far.
struct LabelResolution {
    let sets: NameTable<[Spanned<String>]>
    /// The labels of each set, without those that don't exist.
    var labels: [String: [Label]] = [:]
    /// Undeclared labels that a metric or a set uses, and the sets that contain them: they have been
    /// reported, so nothing that depends on them is.
    var unresolved: Set<String> = []
}

extension Resolver {
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

    /// The labels of a metric, and those of its label sets, in their order.
    ///
    /// - Parameters:
    ///   - metric: the full name of the metric.
    ///   - places: where each label of the metric was named first.
    mutating func resolve(
        labels names: [Spanned<String>], of metric: String, kind: MetricKind?, mode: MultiprocessMode?,
        _ places: inout [String: Spanned<String>]
    ) -> [Label] {
        uniqued(names, &places).map { name, label in
            if let kind,
                let finding = ReservedLabel.finding(
                    label, declared: declared(label), usedAt: name.span, of: metric, kind: kind, mode: mode)
            {
                findings.append(finding)
            }
            return label
        }
    }

    /// The fields of an info metric, which are labels that are set together.
    mutating func resolve(fields names: [Spanned<String>], _ places: inout [String: Spanned<String>]) -> [Label] {
        uniqued(names, &places).compactMap { name, label in
            guard case .bound = label.values else { return label }
            findings.append(BoundField.finding(label, declared: declared(label), usedAt: name.span))
            return nil
        }
    }

    /// The labels that are listed, directly or through a set, each with its first use; repeated ones are reported.
    private mutating func uniqued(
        _ names: [Spanned<String>], _ places: inout [String: Spanned<String>]
    ) -> [(name: Spanned<String>, label: Label)] {
        var resolved: [(name: Spanned<String>, label: Label)] = []
        for name in names {
            for label in labels(named: name) {
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

    private func declared(_ label: Label) -> Span { origins.name(of: .label(label.name)) }

    /// Whether an error was reported at the place of a name.
    func isReported(_ name: Spanned<String>) -> Bool { faults.contains { $0.places.contains(name.span) } }

    private mutating func labels(named name: Spanned<String>) -> [Label] {
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
