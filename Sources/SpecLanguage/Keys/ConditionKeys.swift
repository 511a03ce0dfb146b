// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecYAML

/// The forms of a condition that has parts.
enum ConditionKeys {
    static let all = Key(
        "all", ValueType<[Spanned<ConditionDeclaration>]>.parts, help: "conditions that all have to be true")
    static let any = Key(
        "any", ValueType<[Spanned<ConditionDeclaration>]>.parts, help: "conditions of which one has to be true")

    static let table = KeyTable(.condition, oneOf: [all.name, any.name], [all.description, any.description])
}

extension ValueType<ConditionDeclaration> {
    /// A term, or a mapping of them. A constant is better left out.
    static func condition(whereTrue: String, whereFalse: String) -> ValueType {
        let part = part
        return ValueType(part.shape) { slot, findings in
            if case .scalar(let scalar) = slot.node.content, let isTrue = scalar.meantBoolean {
                findings.append(
                    WrongType.finding(slot, expected: part.shape, help: isTrue ? whereTrue : whereFalse))
                return nil
            }
            guard let condition = part.read(slot, &findings) else { return nil }
            if let finding = SizeLimit.finding(condition, at: slot.span) {
                findings.append(finding)
                return nil
            }
            return condition
        }
    }

    fileprivate static var part: ValueType {
        let shape = ValueShape.anyOf([.text(.condition), .mapping { ConditionKeys.table }])
        return ValueType(shape) { slot, findings in
            switch slot.node.content {
            case .scalar(let scalar) where !scalar.isAbsent: return term(scalar, slot, shape, &findings)
            case .mapping: return form.read(slot, &findings)
            default:
                slot.reportMismatch(shape, &findings)
                return nil
            }
        }
    }

    private static func term(
        _ scalar: YAMLScalar, _ slot: Slot, _ shape: ValueShape, _ findings: inout [Finding]
    ) -> ConditionDeclaration? {
        let syntax = scalar.meantBoolean == nil ? ConditionSyntax(scalar.text) : nil
        // A comparison may need quotes, because of what its string contains.
        let isComparison = if case .string? = syntax?.term.value { true } else { false }
        guard let syntax, syntax.isStrict, scalar.style == .plain || isComparison else {
            findings.append(WrongType.finding(slot, expected: shape, help: syntax.map { "write `\($0.term)`" }))
            return nil
        }
        func place(of part: Range<Int>) -> Span? {
            guard !part.isEmpty, scalar.style == .plain, slot.span.start.line == slot.span.end.line,
                slot.span.end.column - slot.span.start.column == scalar.text.unicodeScalars.count
            else { return nil }
            let (line, column) = (slot.span.start.line, slot.span.start.column)
            return Span(
                source: slot.span.source, start: Position(line: line, column: column + part.lowerBound),
                end: Position(line: line, column: column + part.upperBound))
        }
        let (parameter, constant) = (place(of: syntax.parameter), place(of: syntax.constant))
        return .term(
            .init(
                term: syntax.term, parameter: parameter ?? slot.span, constant: constant ?? slot.span,
                hasParts: parameter != nil && constant != nil))
    }

    private static var form: ValueType {
        ValueType.mapping(ConditionKeys.table) { reader in
            let all = reader.read(ConditionKeys.all)
            let any = reader.read(ConditionKeys.any)
            // A part with an error has been reported, and the rest says something else.
            guard reader.form(ifNone: "this condition has no parts") != nil, reader.findings.isEmpty else { return nil }
            return all.map { .all($0.value.map(\.value)) } ?? any.map { .any($0.value.map(\.value)) }
        }
    }
}

extension ValueType<[Spanned<ConditionDeclaration>]> {
    fileprivate static var parts: ValueType {
        let list = ValueType.list(of: ValueType<ConditionDeclaration>.part)
        return ValueType(list.shape) { slot, findings in
            let parts = list.read(slot, &findings)
            guard case .sequence(let sequence) = slot.node.content, sequence.elements.isEmpty, sequence.isComplete
            else {
                return parts
            }
            findings.append(MissingValue.finding(emptyList: slot, "write the conditions, or delete the key"))
            return nil
        }
    }
}
