// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

@testable import SpecLanguage

/// A key of the language where a file has it.
struct KeyUse {
    let table: KeyTable
    let description: KeyDescription
    let key: Span
    let value: YAMLNode

    /// "a metric: `unit`".
    var name: String { Self.name(description, of: table) }

    static func name(_ key: KeyDescription, of table: KeyTable) -> String {
        "\(table.subject.indefinite): `\(key.name)`"
    }

    /// Whether a place lies on the key or in its value.
    func covers(_ span: Span) -> Bool {
        key.source == span.source && key.start <= span.start && span.end <= max(key.end, value.span.end)
    }
}

/// What a file says, in terms of the tables: found by going down its tree and the table of its keys together.
struct TableWalk {
    private(set) var uses: [KeyUse] = []
    /// Which forms its values have, where there are several: "a metric: `unit` is `seconds`".
    private(set) var forms: Set<String> = []

    init(_ root: YAMLNode, table: KeyTable) { visit(root, .mapping { table }, "the file") }

    /// The files of a spec, translations too.
    static func walks(of spec: TestSpec) -> [TableWalk] {
        spec.sources.sources.enumerated().compactMap { index, source in
            YAMLDocument(source, id: SourceID(index: index)).root.map {
                TableWalk($0, table: LanguageTables.table(ofFile: source.path))
            }
        }
    }

    private mutating func visit(_ node: YAMLNode, _ shape: ValueShape, _ name: String) {
        switch (shape, node.content) {
        case (.anyOf(let shapes), _):
            if let shape = shapes.first(where: { $0.isMeant(by: node) }) { visit(node, shape, name) }
        case (.mapping(let make), .mapping(let mapping)):
            let table = make()
            forms.insert("\(name) is \(table.subject.indefinite)")
            for entry in mapping.entries {
                guard let key = table.keys.first(where: { $0.name == entry.key.value }) else { continue }
                uses.append(KeyUse(table: table, description: key, key: entry.key.span, value: entry.value))
                visit(entry.value, key.shape, KeyUse.name(key, of: table))
            }
        case (.entries(let element, let what), .mapping(let mapping)):
            for entry in mapping.entries { visit(entry.value, element, "\(name), each \(what)") }
        case (.list(let element), .sequence(let sequence)):
            for value in sequence.elements { visit(value, element, "\(name), each element") }
        case (_, .scalar(let scalar)):
            forms.formUnion(shape.forms(name).filter { !shape.isClosed || $0.hasSuffix(" is `\(scalar.text)`") })
        default: break
        }
    }
}

extension ValueShape {
    /// Each form that a value of this shape can have, its parts included; tables have their own.
    func forms(_ name: String) -> [String] {
        switch self {
        case .text(let meaning): ["\(name) is \(meaning.phrase)"]
        case .integer, .number: ["\(name) is \(phrase)"]
        case .boolean: ["\(name) is `true`", "\(name) is `false`"]
        case .choice(let choices): choices.map { "\(name) is `\($0)`" }
        case .list(let element): element.forms("\(name), each element")
        case .anyOf(let shapes): shapes.flatMap { $0.forms(name) }
        case .mapping(let table): ["\(name) is \(table().subject.indefinite)"]
        case .entries(let element, let what): element.forms("\(name), each \(what)")
        }
    }

    fileprivate var isClosed: Bool {
        switch self {
        case .boolean, .choice: true
        case .text, .integer, .number, .list, .anyOf, .mapping, .entries: false
        }
    }

    /// Whether somebody who wrote this meant a value of this shape. In a list of alternatives the narrower ones come
    /// first, except that a `$` marks a parameter.
    fileprivate func isMeant(by node: YAMLNode) -> Bool {
        switch (self, node.content) {
        case (.anyOf(let shapes), _): shapes.contains { $0.isMeant(by: node) }
        case (.mapping, .mapping), (.entries, .mapping), (.list, .sequence): true
        case (.choice(let choices), .scalar(let scalar)): choices.contains(scalar.text)
        case (.boolean, .scalar(let scalar)): Bool(scalar.text) != nil
        case (.integer, .scalar(let scalar)): Int(scalar.text) != nil
        case (.number, .scalar(let scalar)): Double(scalar.text) != nil
        case (.text(let meaning), .scalar(let scalar)):
            !scalar.isAbsent && (![.parameter, .prefixParameter].contains(meaning) || scalar.text.hasPrefix("$"))
                && (meaning != .fieldsParameter || scalar.text.hasPrefix("from $"))
        default: false
        }
    }

    /// What no value of this shape looks like, in braces where need be; nil where anything may be one.
    var misfit: String? {
        if !accepts(.list) { return "[]" }
        if !accepts(.mapping) { return "{}" }
        return accepts(.scalar) ? nil : "nonsense"
    }

    private enum Notation { case scalar, list, mapping }

    private func accepts(_ notation: Notation) -> Bool {
        switch self {
        case .text, .integer, .number, .boolean, .choice: notation == .scalar
        case .list: notation == .list
        case .mapping, .entries: notation == .mapping
        case .anyOf(let shapes): shapes.contains { $0.accepts(notation) }
        }
    }
}
