// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

extension Resolver {
    /// Reports what deprecated labels and values of the product are replaced by, where that isn't there.
    mutating func reportLabelReplacements() {
        for declaration in labels.declarations {
            guard let label = declaration.value else { continue }
            if let replacement = label.deprecation?.replacement {
                report(
                    replacement, of: label.key, among: labels.names, section: FileKeys.labels.name, .label(label.key))
            }
            for value in label.closedValues {
                guard let replacement = value.deprecation?.replacement else { continue }
                report(
                    replacement, of: value.text, among: label.closedValues.map(\.text), section: nil,
                    .value(value.text, ofLabel: label.key))
            }
        }
    }

    /// The same for the labels that a metric describes itself, and for the states of a stateset.
    mutating func reportLabelReplacements(_ ownLabels: [Label], states: [Label.Value], of metric: MetricPlace) {
        for label in ownLabels where label.isOwn {
            let own = Origins.Part.ownLabel(label.key, of: metric.id)
            if let replacement = label.deprecation?.replacement, origins.written(.deprecated, of: own) != nil {
                report(
                    replacement, of: label.key, among: labels.names + ownLabels.map(\.key),
                    section: FileKeys.labels.name, own)
            }
            // What only the declared label says has been looked at there.
            let declared = labels.value(of: label.key)?.closedValues ?? []
            for value in label.closedValues {
                guard let replacement = value.deprecation?.replacement,
                    !declared.contains(where: { $0.text == value.text && $0.deprecation == value.deprecation })
                else { continue }
                report(
                    replacement, of: value.text, among: label.closedValues.map(\.text), section: nil,
                    .ownValue(value.text, ofLabel: label.key, of: metric.id))
            }
        }
        for state in states {
            guard let replacement = state.deprecation?.replacement else { continue }
            report(
                replacement, of: state.text, among: states.map(\.text), section: nil,
                .state(state.text, ofMetric: metric.id))
        }
    }

    /// - Parameter section: the section of the file that declares the names; nil for values, which are all known.
    private mutating func report(
        _ replacement: String, of name: String, among names: [String], section: String?, _ part: Origins.Part
    ) {
        let written = Spanned(replacement, origins.value(of: .replacements, of: part))
        if replacement == name {
            findings.append(ReplacedByItself.finding(written))
        } else if !names.contains(replacement), section.map(knows) ?? true {
            findings.append(
                UnknownReplacement.finding(
                    written, what: section == nil ? "value of this label" : "label",
                    among: names.filter { $0 != name }))
        }
    }

    /// A label whose replacement is what a scrape calls it, where the spec has its key.
    func naming(replacementOf label: Label, among siblings: [Label] = []) -> Label {
        guard let key = label.deprecation?.replacement else { return label }
        var label = label
        label.deprecation?.replacement =
            siblings.first { $0.key == key }?.name ?? labels.value(of: key)?.name ?? key
        return label
    }
}
