// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// What a value of the spec looks like: for messages such as "must be a list of strings", and for descriptions of the
/// language. It is only a description; `ValueType` reads values and has the shape that it reads.
package indirect enum ValueShape: Sendable {
    /// Any scalar, as a string.
    case text(StringMeaning)
    case integer
    case number
    case boolean
    case choice([String])
    case list(of: ValueShape)
    case anyOf([ValueShape])
    /// A mapping whose keys are known. It is a function because bounds can contain bounds.
    case mapping(@Sendable () -> KeyTable)
    /// A mapping whose keys are names chosen by the author; `what` is what they name, such as "label".
    case entries(of: ValueShape, what: String)

    /// As it is written in a message, with its article.
    package var phrase: String {
        switch self {
        case .text(let meaning): meaning.phrase
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "`true` or `false`"
        case .choice(let choices): choices.quoted(joinedBy: "or")
        case .list(let element): element.plural.map { "a list of \($0)" } ?? "a list, each element \(element.phrase)"
        // Its mapping holds such conditions.
        case .anyOf(let shapes) where shapes.contains(where: \.isCondition): StringMeaning.condition.phrase
        case .anyOf(let shapes): oneOrMore(shapes) ?? shapes.map(\.phrase).joined(separator: " or ")
        case .mapping(let table):
            "a mapping with keys such as \(table().keys.prefix(2).map(\.name).quoted(joinedBy: "and"))"
        case .entries(_, let what): "a mapping with the name of each \(what) as its keys"
        }
    }

    /// Whether it is, or can be, a mapping that has this key.
    func takesKey(_ key: String) -> Bool {
        switch self {
        case .mapping(let table): table().has(key)
        case .entries: true
        case .anyOf(let shapes): shapes.contains { $0.takesKey(key) }
        case .text, .integer, .number, .boolean, .choice, .list: false
        }
    }

    /// Whether it is written on separate lines, each with a key.
    var hasEntries: Bool {
        switch self {
        case .mapping, .entries: true
        case .text, .integer, .number, .boolean, .choice, .list, .anyOf: false
        }
    }

    /// For one thing or a list of the same thing, which is mentioned once.
    private func oneOrMore(_ shapes: [ValueShape]) -> String? {
        guard shapes.count == 2, case .text(let one) = shapes[0], case .list(of: .text(let each)) = shapes[1],
            one == each
        else { return nil }
        return "\(one.phrase), or a list of such"
    }

    var isCondition: Bool { if case .text(.condition) = self { true } else { false } }

    private var plural: String? {
        switch self {
        case .integer: "whole numbers"
        case .number: "numbers"
        case .text(.any): "strings"
        default: nil
        }
    }
}
