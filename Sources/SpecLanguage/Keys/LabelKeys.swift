// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecYAML

enum LabelKeys {
    enum Binding: String, CaseIterable, Sendable { case instance }

    static let name = Key(
        "name", .name(.identifier(of: "label")), help: "what a scrape calls it, if that isn't the key")
    static let help = Key("help", .text, isRequired: true, help: "what the values of the label distinguish")
    static let bind = Key(
        "bind", ValueType<Binding>.choice,
        help: "`instance`: the label has one value, which is set when the metrics are created")
    static let values = Key(
        "values", ValueType<[Label.Value]>.labelValues,
        help: "all values of the label: a list, or a mapping from each value to its description")
    static let maxValues = Key(
        "max_values", .valueLimit,
        help: "the maximum number of values of a label without `values`: a number, `$name` or `$name - 1`")
    static let swiftName = Key(
        "swift_name", .name(.swiftProperty), help: "its name in Swift, if the label's own isn't suitable")
    static let required = Key(
        "required", .boolean,
        help: """
            `false`: an observation may leave the label out, which is the same as an empty value; `true` if left out
            """)
    static let deprecated = Key(
        "deprecated", ValueType<Label.Deprecation>.labelDeprecation,
        help: "since when the label is deprecated, why, and what replaces it")
    static let allow = Key("allow", .waivers, help: "lint rules that the label may break, each with a reason")

    static let table = KeyTable(
        .label,
        [
            name.description, help.description, bind.description, values.description, maxValues.description,
            required.description, swiftName.description, deprecated.description, allow.description,
        ])
}

enum LabelValueKeys {
    static let help = Key("help", .text, help: "what the value means")
    static let swiftName = Key(
        "swift_name", .name(.swiftCase), help: "its name in Swift, if the value itself isn't suitable")
    static let deprecated = Key(
        "deprecated", ValueType<Label.Deprecation>.labelDeprecation,
        help: "since when the value is deprecated, why, and what replaces it")

    static let table = KeyTable(.labelValue, [help.description, swiftName.description, deprecated.description])
}

extension ValueType<[Spanned<String>]> {
    /// One name, or a list of them.
    static func labelNames(_ meaning: StringMeaning) -> ValueType {
        let names = oneOrMore(of: .text(meaning))
        return ValueType(names.shape) { slot, findings in
            guard let written = names.read(slot, &findings) else { return nil }
            return written.flatMap { name in
                guard let several = namesInOneText(name.value) else { return [name] }
                findings.append(UnknownLabel.finding(name, names: several, of: slot))
                // A look-up of these names shows that this place has been reported.
                return several.map { Spanned($0, name.span) }
            }
        }
    }
}

/// The names in a string that contains several of them, or nil.
private func namesInOneText(_ text: String) -> [String]? {
    let names = text.split { $0 == "," || $0.isWhitespace }.map(String.init)
    let syntax = NameSyntax.identifier(of: "label")
    return names.count > 1 && names.allSatisfy(syntax.allows) ? names : nil
}

extension ValueType<ValueLimit> {
    /// A whole number above 0, or an integer parameter. What the parameter's maximum is isn't known yet.
    static var valueLimit: ValueType {
        let (number, parameter) = (ValueType<Int>.integer(atLeast: 1), ValueType<ParameterSum>.parameterSum)
        let shape = ValueShape.anyOf([number.shape, parameter.shape])
        return ValueType(shape) { slot, findings in
            guard case .scalar(let scalar) = slot.node.content, !scalar.isAbsent else {
                slot.reportMismatch(shape, &findings)
                return nil
            }
            if scalar.style == .plain,
                scalar.text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) })
            {
                return number.read(slot, &findings).map { .number($0) }
            }
            var unused: [Finding] = []
            if let sum = parameter.read(slot, &unused) { return .parameter(sum, greatest: nil) }
            slot.reportMismatch(shape, &findings)
            return nil
        }
    }
}

extension ValueType<Label> {
    static var label: ValueType {
        ValueType.mapping(LabelKeys.table) { reader in
            let name = reader.read(LabelKeys.name)
            let help = reader.require(LabelKeys.help)
            let bind = reader.read(LabelKeys.bind)
            let values = reader.read(LabelKeys.values)
            let limit = reader.read(LabelKeys.maxValues)
            let swiftName = reader.read(LabelKeys.swiftName)
            let required = reader.read(LabelKeys.required)
            let deprecation = reader.read(LabelKeys.deprecated)
            _ = reader.read(LabelKeys.allow)
            // A label is bound, closed or open, whatever other errors it has.
            let sources = [
                reader.place(of: LabelKeys.bind).map { Spanned(LabelKeys.bind.name, $0) },
                reader.place(of: LabelKeys.values).map { Spanned(LabelKeys.values.name, $0) },
                reader.place(of: LabelKeys.maxValues).map { Spanned(LabelKeys.maxValues.name, $0) },
            ].compactMap { $0 }
            if sources.count > 1 {
                reader.report(ContradictingKeys.finding(sources[1], first: sources[0], in: "a label"))
            }
            if let finding = ReservedLabel.finding(declared: reader.owner, name: name) { reader.report(finding) }
            guard let help, sources.count < 2 else { return nil }
            let source: Label.Values
            switch sources.first?.value {
            case LabelKeys.bind.name:
                guard bind != nil else { return nil }
                source = .bound
            case LabelKeys.values.name:
                guard let values, !values.value.isEmpty else { return nil }
                source = .closed(values.value.withEmpty(isOptional: required?.value == false))
            default:
                // A limit with an error counts as one, so the message that asks for a limit isn't added.
                let isLimited =
                    sources.count == 1 || reader.hasMistyped(LabelKeys.maxValues)
                    || reader.hasMistyped(LabelKeys.values) || reader.hasMistyped(LabelKeys.bind)
                source = .open(limit: limit?.value ?? (isLimited ? .number(1) : nil))
            }
            return Label(
                key: reader.owner.value, name: name?.value ?? reader.owner.value, help: help.value, values: source,
                swiftName: swiftName?.value,
                isOptional: required?.value == false, deprecation: deprecation?.value)
        }
    }
}

extension [Label.Value] {
    /// Adds the value of an observation that leaves the label out, if it is optional and the value isn't listed.
    func withEmpty(isOptional: Bool) -> [Label.Value] {
        guard isOptional, !contains(where: \.text.isEmpty) else { return self }
        return self + [Label.Value(text: "", help: nil, swiftName: nil)]
    }
}

extension ValueType<[Label.Value]> {
    static var labelValues: ValueType { closedSet(of: "value", EmptyValues.finding(_:)) }

    /// All possible values: a list, or a mapping from each value to its description.
    ///
    /// - Parameter what: what each is, such as "value" or "state".
    static func closedSet(of what: String, _ whereEmpty: @escaping @Sendable (Slot) -> Finding) -> ValueType {
        let list = ValueType<[Spanned<String>]>.list(of: .verbatim)
        let entries = ValueType<[Declared<Label.Value>]>.entries(what, nil, of: .labelValue)
        let shape = ValueShape.anyOf([list.shape, entries.shape])
        return ValueType(shape) { slot, findings in
            let values: [Spanned<Label.Value>]?
            switch slot.node.content {
            case .sequence(let sequence):
                values = list.read(slot, &findings)?.map { text in
                    text.map { Label.Value(text: $0, help: nil, swiftName: nil) }
                }
                // Values with errors have been reported; here the list itself is empty.
                if sequence.elements.isEmpty, sequence.isComplete { findings.append(whereEmpty(slot)) }
            case .mapping(let mapping):
                values = entries.read(slot, &findings)?.compactMap { entry in
                    entry.value.map { Spanned($0, entry.name.span) }
                }
                if mapping.entries.isEmpty, mapping.isComplete { findings.append(whereEmpty(slot)) }
            default:
                slot.reportMismatch(shape, &findings)
                return nil
            }
            var places: [String: Span] = [:]
            return values?.filter { value in
                if let finding = SizeLimit.finding(
                    value.value.text, "this \(what)", atMost: SizeLimits.value, at: value.span)
                {
                    findings.append(finding)
                }
                if let first = places[value.value.text] {
                    findings.append(RepeatedValue.finding(value.map(\.text), what, first: first))
                    return false
                }
                places[value.value.text] = value.span
                return true
            }.map(\.value)
        }
    }
}

extension ValueType<[Spanned<String>]> {
    /// The names of its labels.
    static var labelSet: ValueType {
        let names = ValueType.list(of: .text(.label))
        return ValueType(names.shape) { slot, findings in
            let labels = names.read(slot, &findings)
            if case .sequence(let sequence) = slot.node.content, sequence.elements.isEmpty, sequence.isComplete {
                findings.append(EmptyLabelSet.finding(slot.key))
            }
            return labels
        }
    }
}

extension ValueType<Label.Value> {
    fileprivate static var labelValue: ValueType {
        let keys = ValueType.mapping(LabelValueKeys.table) { reader in
            let help = reader.read(LabelValueKeys.help)
            let swiftName = reader.read(LabelValueKeys.swiftName)
            let deprecation = reader.read(LabelValueKeys.deprecated)
            return Label.Value(
                text: reader.owner.value, help: help?.value, swiftName: swiftName?.value,
                deprecation: deprecation?.value)
        }
        let help = LabelValueKeys.help.type
        let shape = ValueShape.anyOf([.text(.description), keys.shape])
        return ValueType(shape) { slot, findings in
            switch slot.node.content {
            case .scalar(let scalar) where !scalar.isAbsent:
                return Label.Value(text: slot.key.value, help: help.read(slot, &findings), swiftName: nil)
            case .mapping: return keys.read(slot, &findings)
            default:
                slot.reportMismatch(shape, &findings)
                return nil
            }
        }
    }
}
