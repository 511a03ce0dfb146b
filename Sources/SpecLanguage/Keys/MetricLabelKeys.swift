// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecYAML

/// The keys of a label under a metric's `labels` or `fields`. What is left out is as declared.
enum MetricLabelKeys {
    static let name = Key(
        "name", .name(.identifier(of: "label")), help: "what a scrape calls the label in this metric")
    static let help = Key(
        "help", .text,
        help: "what its values distinguish in this metric; required if the label isn't declared elsewhere")
    static let values = Key(
        "values", ValueType<[Label.Value]>.labelValues,
        help: "all values that it has in this metric: a list, or a mapping from each value to its description")
    static let maxValues = Key(
        "max_values", .valueLimit, help: "the maximum number of its values in this metric")
    static let required = Key(
        "required", .boolean, help: "`false`: an observation of this metric may leave the label out")
    static let swiftName = Key(
        "swift_name", .name(.swiftProperty), help: "its name in the Swift of this metric")

    static let deprecated = Key(
        "deprecated", ValueType<Label.Deprecation>.labelDeprecation,
        help: "since when the label in this metric is deprecated, why, and what replaces it")

    static let table = KeyTable(
        .metricLabel,
        [
            name.description, help.description, values.description, maxValues.description, required.description,
            swiftName.description, deprecated.description,
        ])
}

extension ValueType<[LabelUse]> {
    /// Names of labels and label sets, or a mapping with them as its keys.
    static var labelUses: ValueType {
        let names = ValueType<[Spanned<String>]>.labelNames(.labelOrSet)
        let entries = ValueType<[Declared<MetricLabelDeclaration>]>.entries(
            "label", .identifier(of: "label"), of: .metricLabel)
        let shape = ValueShape.anyOf([names.shape, entries.shape])
        return ValueType(shape) { slot, findings in
            switch slot.node.content {
            case .mapping:
                return entries.read(slot, &findings)?.map { entry in
                    LabelUse(entry.name, entry.value.map { $0.isEmpty ? .none : .described($0) } ?? .faulty)
                }
            case .scalar(let scalar) where !scalar.isAbsent: return names.read(slot, &findings)?.map { LabelUse($0) }
            case .sequence: return names.read(slot, &findings)?.map { LabelUse($0) }
            default:
                slot.reportMismatch(shape, &findings)
                return nil
            }
        }
    }
}

extension ValueType<FieldsDeclaration> {
    /// What `labels` can be, or `from $name`.
    static var fields: ValueType {
        let uses = ValueType<[LabelUse]>.labelUses
        let shape = ValueShape.anyOf([.text(.fieldsParameter), uses.shape])
        return ValueType(shape) { slot, findings in
            if case .scalar(let scalar) = slot.node.content,
                scalar.text.hasPrefix("from ") || scalar.text.hasPrefix("$")
            {
                let words = scalar.text.split(separator: " ")
                guard scalar.style == .plain, words.count == 2, words[1].hasPrefix("$") else {
                    slot.reportMismatch(.text(.fieldsParameter), &findings)
                    return nil
                }
                return FieldsDeclaration(parameter: Spanned(String(words[1].dropFirst()), slot.span))
            }
            return uses.read(slot, &findings).map { FieldsDeclaration(uses: $0) }
        }
    }
}

extension ValueType<MetricLabelDeclaration> {
    fileprivate static var metricLabel: ValueType {
        ValueType.mapping(MetricLabelKeys.table) { reader in
            let name = reader.read(MetricLabelKeys.name)
            let help = reader.read(MetricLabelKeys.help)
            let values = reader.read(MetricLabelKeys.values)
            let maxValues = reader.read(MetricLabelKeys.maxValues)
            let required = reader.read(MetricLabelKeys.required)
            let swiftName = reader.read(MetricLabelKeys.swiftName)
            let deprecation = reader.read(MetricLabelKeys.deprecated)
            if let name, let finding = ReservedLabel.finding(declared: reader.owner, name: name) {
                reader.report(finding)
            }
            let keys = [
                reader.named(MetricLabelKeys.name), reader.named(MetricLabelKeys.values),
                reader.named(MetricLabelKeys.maxValues), reader.named(MetricLabelKeys.required),
                reader.named(MetricLabelKeys.swiftName),
            ].compactMap { $0 }
            if let first = reader.named(MetricLabelKeys.values), let second = reader.named(MetricLabelKeys.maxValues) {
                reader.report(ContradictingKeys.finding(second, first: first, in: "a label"))
            }
            // Its own errors are one thing; that it isn't declared or isn't like this would be another about the same.
            guard reader.findings.isEmpty else { return nil }
            return MetricLabelDeclaration(
                name: name, help: help?.value, values: values, maxValues: maxValues, required: required,
                swiftName: swiftName, deprecation: deprecation?.value, keys: keys)
        }
    }
}

extension MetricLabelDeclaration {
    fileprivate var isEmpty: Bool { help == nil && deprecation == nil && keys.isEmpty }
}
