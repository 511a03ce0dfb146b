// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

enum ParameterKeys {
    enum TypeName: String, CaseIterable, Sendable {
        case integer, boolean, string
        case integers = "list of integers"
        case strings = "list of strings"
    }

    static let type = Key("type", ValueType<TypeName>.choice, isRequired: true, help: "the type of the parameter")
    static let help = Key("help", .text, help: "what the parameter means")
    static let values = Key(
        "values", ValueType<[Label.Value]>.closedSet(of: "value") { EmptyValues.finding(ofParameter: $0) },
        help: "all values of a string: a list, or a mapping from each value to its description")
    static let minimum = Key(
        "minimum", .integer, help: "the smallest value, or the smallest element of a list")
    static let maximum = Key(
        "maximum", .integer, help: "the largest value, or the largest element of a list")
    /// Its type is that of the parameter, so it is read when that is known.
    static let `default` = Key(
        "default", ValueType<Slot>.parameterDefault,
        byType: [
            TypeName.integer.rawValue: .integer, TypeName.boolean.rawValue: .boolean,
            TypeName.string.rawValue: .text(.any),
        ],
        help: "the value if none is given; without it, a process can't be started without a value")
    static let environment = Key(
        "environment", .name(.environmentVariable),
        help: "the environment variable that has its value, for `Parameters(environment:)`")
    static let allow = Key("allow", .waivers, help: "lint rules that the parameter may break, each with a reason")

    static let table = KeyTable(
        .parameter,
        [
            type.description, help.description, values.description, minimum.description, maximum.description,
            `default`.description, environment.description, allow.description,
        ])
}

extension ValueType<Slot> {
    fileprivate static var parameterDefault: ValueType {
        let shape = ValueShape.anyOf([.integer, .boolean, .text(.any)])
        return ValueType(shape) { slot, findings in
            guard slot.node.isAbsent else { return slot }
            slot.reportMismatch(shape, &findings)
            return nil
        }
    }
}

extension ValueType<Parameter> {
    static var parameter: ValueType {
        ValueType.mapping(ParameterKeys.table) { reader in
            let type = reader.require(ParameterKeys.type)
            let help = reader.read(ParameterKeys.help)
            let environment = reader.read(ParameterKeys.environment)
            let values = reader.read(ParameterKeys.values)
            let minimum = reader.read(ParameterKeys.minimum)
            let maximum = reader.read(ParameterKeys.maximum)
            let value = reader.read(ParameterKeys.default)
            _ = reader.read(ParameterKeys.allow)
            guard let type else { return nil }

            reader.checkFit(of: type.value, values)
            if let minimum, let maximum, minimum.value > maximum.value {
                reader.report(BadLimits.finding(minimum: minimum, maximum: maximum))
            }
            let resolved: Parameter.ValueType
            switch type.value {
            case .integer:
                let number = value.flatMap { reader.read($0.value, as: .integer) }
                if let number, let value,
                    let finding = BadLimits.finding(
                        default: number, at: value.span, minimum: minimum, maximum: maximum)
                {
                    reader.report(finding)
                }
                resolved = .integer(minimum: minimum?.value, maximum: maximum?.value, default: number)
            case .boolean:
                resolved = .boolean(default: value.flatMap { reader.read($0.value, as: .boolean) })
            case .string:
                let text = value.flatMap { reader.read($0.value, as: .verbatim) }
                if let values {
                    let choices = values.value.map(\.text)
                    if let text, let value, !choices.contains(text) {
                        reader.report(
                            UnknownChoice.finding(Spanned(text, value.span), of: reader.owner.value, choices))
                    }
                    if let finding = SizeLimit.finding(choices: choices.count, at: values.span) {
                        reader.report(finding)
                    }
                    guard !choices.isEmpty else { return nil }
                    resolved = .choice(values.value, default: text)
                } else {
                    guard !reader.has(ParameterKeys.values), !reader.hasMistyped(ParameterKeys.values) else {
                        return nil
                    }
                    resolved = .string(default: text)
                }
            case .integers: resolved = .integers(minimum: minimum?.value, maximum: maximum?.value)
            case .strings: resolved = .strings
            }
            return Parameter(
                name: reader.owner.value, help: help?.value, type: resolved, environment: environment?.value)
        }
    }
}

extension MappingReader {
    /// Reports the keys that parameters of a type don't have.
    fileprivate mutating func checkFit(of type: ParameterKeys.TypeName, _ values: Spanned<[Label.Value]>?) {
        let subject =
            switch type {
            case .integer: "an integer parameter"
            case .boolean: "a Boolean parameter"
            case .string: "a parameter that is a string"
            case .integers: "a parameter that is a list of integers"
            case .strings: "a parameter that is a list of strings"
            }
        func refuse(_ place: Span?, _ key: String, because why: String) {
            guard let place else { return }
            report(InapplicableKey.finding(Spanned(key, place), of: subject, why: why))
        }
        if type == .boolean || type == .string || type == .strings {
            for key in [ParameterKeys.minimum, ParameterKeys.maximum] {
                refuse(place(of: key), key.name, because: "only numbers have limits")
            }
        }
        if let values, values.value.contains(where: { $0.deprecation != nil }) {
            report(
                InapplicableKey.finding(
                    Spanned(LabelValueKeys.deprecated.name, values.span), of: "a value of a parameter",
                    why: "only values of labels can be deprecated"))
        }
        if type != .string {
            refuse(place(of: ParameterKeys.values), ParameterKeys.values.name, because: "only strings have values")
        }
        if type == .integers || type == .strings {
            refuse(
                place(of: ParameterKeys.default), ParameterKeys.default.name,
                because: "a list must be given when a process starts")
        }
    }
}
