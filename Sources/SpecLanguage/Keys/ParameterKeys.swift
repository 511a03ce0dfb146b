// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

enum ParameterKeys {
    enum TypeName: String, CaseIterable, Sendable {
        case integer, boolean
        case integers = "list of integers"
    }

    static let type = Key("type", ValueType<TypeName>.choice, isRequired: true, help: "the type of the parameter")
    static let help = Key("help", .text, help: "what the parameter means")
    static let minimum = Key(
        "minimum", .integer, help: "the smallest value, or the smallest element of a list")
    static let maximum = Key(
        "maximum", .integer, help: "the largest value, or the largest element of a list")
    /// Its type is that of the parameter, so it is read according to `type`.
    static let `default` = Key(
        "default", ValueType<Default>.parameterDefault, byType: ["integer": .integer, "boolean": .boolean],
        help: "the value if none is given; without it, a process can't be started without a value")

    static let allow = Key("allow", .waivers, help: "lint rules that the parameter may break, each with a reason")

    static let table = KeyTable(
        .parameter,
        [
            type.description, help.description, minimum.description, maximum.description, `default`.description,
            allow.description,
        ])

    enum Default {
        case integer(Int)
        case boolean(Bool)
        /// Neither of them, which is reported when the type is known.
        case other(Slot)
    }
}

extension ValueType<ParameterKeys.Default> {
    fileprivate static var parameterDefault: ValueType {
        let shape = ValueShape.anyOf([.integer, .boolean])
        return ValueType(shape) { slot, findings in
            guard !slot.node.isAbsent else {
                slot.reportMismatch(shape, &findings)
                return nil
            }
            guard case .scalar(let scalar) = slot.node.content, scalar.style == .plain else { return .other(slot) }
            return Int(scalar.text).map { .integer($0) } ?? Bool(scalar.text).map { .boolean($0) } ?? .other(slot)
        }
    }
}

extension ValueType<Parameter> {
    static var parameter: ValueType {
        ValueType.mapping(ParameterKeys.table) { reader in
            let type = reader.require(ParameterKeys.type)
            let help = reader.read(ParameterKeys.help)
            let minimum = reader.read(ParameterKeys.minimum)
            let maximum = reader.read(ParameterKeys.maximum)
            let value = reader.read(ParameterKeys.default)
            _ = reader.read(ParameterKeys.allow)
            guard let type else { return nil }

            /// Reports a key that parameters of this type don't have.
            func refuse(_ place: Span?, _ key: String, because why: String, reader: inout MappingReader) {
                guard let place else { return }
                let kind = type.value == .boolean ? "a Boolean parameter" : "a parameter that is a list of integers"
                reader.report(InapplicableKey.finding(Spanned(key, place), of: kind, why: why))
            }
            switch type.value {
            case .boolean:
                let why = "only numbers have limits"
                refuse(reader.place(of: ParameterKeys.minimum), "minimum", because: why, reader: &reader)
                refuse(reader.place(of: ParameterKeys.maximum), "maximum", because: why, reader: &reader)
            case .integers:
                refuse(
                    reader.place(of: ParameterKeys.default), "default",
                    because: "a list must be given when a process starts", reader: &reader)
            case .integer: break
            }
            if let minimum, let maximum, minimum.value > maximum.value {
                reader.report(BadLimits.finding(minimum: minimum, maximum: maximum))
            }
            var number: Int?
            var choice: Bool?
            if let value {
                switch (type.value, value.value) {
                case (.integer, .integer(let given)):
                    number = given
                    if let finding = BadLimits.finding(
                        default: given, at: value.span, minimum: minimum, maximum: maximum)
                    {
                        reader.report(finding)
                    }
                case (.boolean, .boolean(let given)): choice = given
                case (.integer, _), (.boolean, _):
                    reader.reportMismatch(of: ParameterKeys.default, type.value == .integer ? .integer : .boolean)
                case (.integers, _): break
                }
            }
            let resolved: Parameter.ValueType =
                switch type.value {
                case .integer: .integer(minimum: minimum?.value, maximum: maximum?.value, default: number)
                case .boolean: .boolean(default: choice)
                case .integers: .integers(minimum: minimum?.value, maximum: maximum?.value)
                }
            return Parameter(name: reader.owner.value, help: help?.value, type: resolved)
        }
    }
}
