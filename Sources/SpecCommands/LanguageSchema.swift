// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecJSON
import SpecLanguage

/// The language as a JSON Schema (draft 7, which editors read), made from the table that the decoder reads. It knows
/// shapes: which keys there are, which are required, and what their values look like; what a name may be and what refers
/// to what is the compiler's.
struct LanguageSchema {
    /// By the name under which other parts refer to them, in the order in which they are met.
    private var definitions: [JSONValue.Member] = []
    private var defined: Set<MappingSubject> = []

    static func document(outputs: OutputDeclarations) -> JSONValue {
        var schema = LanguageSchema()
        let root = schema.mapping(FileKeys.table(outputs))
        guard case .object(let members) = root else { return root }
        return .object(
            [
                .init("$schema", "http://json-schema.org/draft-07/schema#"),
                .init("title", .string("metricsgen spec, version \(SpecLanguage.version) of the language")),
            ] + members + [
                .init("definitions", .object(schema.definitions))
            ])
    }

    private mutating func mapping(_ table: KeyTable) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("description", .string(table.subject.indefinite)),
            .init("type", "object"),
            .init("properties", .object(table.keys.map { .init($0.name, property($0)) })),
            .init("additionalProperties", false),
        ]
        let required = table.keys.filter { $0.isRequired && $0.excuse == nil }.map { JSONValue.string($0.name) }
        if !required.isEmpty { members.append(.init("required", .array(required))) }
        let excused = table.keys.compactMap { key in key.excuse.map { requires(oneOf: [key.name, $0]) } }
        var conditions = excused + (table.forms.isEmpty ? [] : [requires(oneOf: table.forms)])
        for key in table.keys {
            for (type, shape) in key.shapesByType.sorted(by: { $0.key < $1.key }) {
                conditions.append([
                    "if": ["properties": ["type": ["const": .string(type)]], "required": ["type"]],
                    "then": ["properties": .object([.init(key.name, schema(of: shape))])],
                ])
            }
        }
        if !conditions.isEmpty { members.append(.init("allOf", .array(conditions))) }
        var partners: [JSONValue.Member] = []
        for key in table.keys {
            guard let partner = key.partner else { continue }
            if let other = key.alternative {
                partners.append(.init(partner, requires(oneOf: [key.name, other])))
                continue
            }
            guard let index = partners.firstIndex(where: { $0.name == partner }) else {
                partners.append(.init(partner, [.string(key.name)]))
                continue
            }
            if case .array(let names) = partners[index].value {
                partners[index].value = .array(names + [.string(key.name)])
            }
        }
        if !partners.isEmpty { members.append(.init("dependencies", .object(partners))) }
        return .object(members)
    }

    private func requires(oneOf names: [String]) -> JSONValue {
        ["anyOf": .array(names.map { ["required": [.string($0)]] })]
    }

    private mutating func property(_ key: KeyDescription) -> JSONValue {
        var members: [JSONValue.Member] = [.init("description", .string(key.help))]
        if let example = key.example { members.append(.init("examples", [.string(example)])) }
        // Members next to a reference are ignored, so the reference gets a place of its own.
        members.append(.init("allOf", [schema(of: key.shape)]))
        return .object(members)
    }

    /// At most a year, but for a little.
    private static let duration =
        "^(?=.*[1-9])([01]y)?([0-9]{1,2}w)?([0-9]{1,3}d)?([0-9]{1,4}h)?([0-9]{1,6}m)?([0-9]{1,8}s)?([0-9]{1,11}ms)?$"

    private mutating func schema(of shape: ValueShape) -> JSONValue {
        switch shape {
        // `no`, 0.10 and `true` are the strings they look like; only a missing value isn't one.
        case .text(.parameterSum):
            ["type": "string", "pattern": "^\\$[A-Za-z_][A-Za-z0-9_]*( [-+] [0-9]+)?$"]
        case .text(.parameter): ["type": "string", "pattern": "^\\$"]
        case .text(.prefixParameter):
            ["type": "string", "pattern": "^\\$[A-Za-z_][A-Za-z0-9_]*( \\+ \"[A-Za-z0-9_:]+\")?$"]
        case .text(.fieldsParameter): ["type": "string", "pattern": "^from +\\$"]
        case .text(.condition): ["type": "string", "pattern": "^ *(\\$|not +\\$)"]
        case .text(.duration): ["type": "string", "pattern": .string(Self.duration)]
        case .text: ["type": ["string", "number", "boolean"]]
        case .integer: ["type": "integer", "minimum": .integer(.min), "maximum": .integer(.max)]
        case .number: ["anyOf": [["type": "number"], ["type": "string", "pattern": "^[-+]?\\.?(inf|Inf|nan|NaN)"]]]
        case .boolean: ["type": "boolean"]
        case .choice(let choices): ["enum": .array(choices.map { .string($0) })]
        case .list(let element): ["type": "array", "items": schema(of: element)]
        case .anyOf(let shapes): ["anyOf": .array(shapes.map { schema(of: $0) })]
        case .mapping(let table): reference(to: table())
        case .entries(let element, _): ["type": "object", "additionalProperties": schema(of: element)]
        }
    }

    /// Bounds hold bounds: what refers to itself has to have a name.
    private mutating func reference(to table: KeyTable) -> JSONValue {
        let name = String(
            table.subject.indefinite.map { $0.isLetter || $0.isNumber ? $0 : "-" }
        ).split(separator: "-").joined(separator: "-")
        if defined.insert(table.subject).inserted {
            let index = definitions.count
            definitions.append(.init(name, .null))
            definitions[index].value = mapping(table)
        }
        return ["$ref": .string("#/definitions/\(name)")]
    }
}
