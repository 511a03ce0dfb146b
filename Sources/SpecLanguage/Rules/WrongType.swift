// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

package enum WrongType {
    package static let rule = Rule(code: "MG1104", name: "wrong-type")

    /// - Parameter help: what to do, if the caller knows better.
    static func finding(_ slot: Slot, expected shape: ValueShape, help better: String? = nil) -> Finding {
        let subject = slot.isElement ? "each element of \(quoted: slot.key.value)" : "\(quoted: slot.key.value)"
        return Finding(
            rule, at: slot.span, "\(subject) must be \(shape.phrase), not \(written(slot.node))",
            help: better ?? help(slot.node, expected: shape) ?? advice(shape))
    }

    static func finding(file root: YAMLNode) -> Finding {
        Finding(
            rule, at: root.span, "a spec file must be a mapping, not \(written(root))",
            help: "start with `metricsgen: 1`")
    }

    /// What to write where a value of this shape is expected.
    private static func advice(_ shape: ValueShape) -> String? {
        switch shape {
        case .text(.parameter): "write `$` and the name of a parameter"
        case .text(.prefixParameter): "write `$name`, or `$name + \"_\"` with quotes only around what follows its value"
        case .text(.fieldsParameter): "write `from $name`, without quotes"
        case .text(.condition): "write `$name`, `not $name`, or a comparison: `$name >= 2`, `$name == \"one\"`"
        case .text:
            "write one string; put it in quotes if it starts with a bracket, a brace or another special character"
        case .integer: "write only digits, without a fraction or quotes"
        case .number: "write it in decimal notation, such as `25`, `0.5` or `1e6`"
        case .boolean: "write one of the two, without quotes"
        case .choice: "write one of them"
        case .list(of: .mapping(let table)): "write a list of mappings: `[\(sketch(of: table()))]`"
        case .list(of: .number): "write a list of numbers, such as `[0.1, 1, 10]`"
        case .list(of: .integer): "write a list of whole numbers, such as `[1, 2, 5]`"
        case .list: "write a list, such as `[one, two]`"
        case .anyOf(let shapes): shapes.first.flatMap(advice)
        case .mapping(let table): "write a mapping: \(quoted: sketch(of: table()))"
        case .entries: "write each as a key and its value: `name: {…}`"
        }
    }

    /// The required keys, or else the first two.
    private static func sketch(of table: KeyTable) -> String {
        let required = table.keys.filter { $0.isRequired && $0.excuse == nil }
        let keys = required.isEmpty ? Array(table.keys.prefix(2)) : required
        return "{" + keys.map { "\($0.name): …" }.joined(separator: ", ") + "}"
    }

    private static func written(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let scalar) where scalar.style == .quoted: "a string in quotes"
        case .scalar(let scalar) where scalar.isAbsent: "nothing"
        case .scalar(let scalar) where scalar.style == .plain && scalar.text.count <= 40: "\(quoted: scalar.text)"
        case .scalar: "a string"
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .reported: "something else"
        }
    }

    /// What to do, if it is clear what was meant.
    private static func help(_ node: YAMLNode, expected shape: ValueShape) -> String? {
        if case .sequence = node.content, case .entries = shape {
            return "write each as a key and its value: `name: {…}`"
        }
        if case .sequence = node.content, case .anyOf(let shapes) = shape, shapes.contains(where: \.isCondition) {
            return "write `all: […]` if all of them have to be true, or `any: […]` if one is enough"
        }
        if case .mapping(let mapping) = node.content { return help(mapping, expected: shape) }
        guard case .scalar(let scalar) = node.content else { return nil }
        switch shape {
        case .integer
        where !scalar.text.isEmpty && scalar.text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            && Int(scalar.text) == nil:
            return "a whole number is at most \(Int.max)"
        case .boolean where scalar.meantBoolean != nil:
            let (meant, other) = scalar.meantBoolean == true ? ("true", "false") : ("false", "true")
            return
                "write \(quoted: meant): only \(quoted: meant) and \(quoted: other) are Boolean in a spec"
        case .integer where scalar.style == .plain && scalar.text.contains(".") && Double(scalar.text) != nil:
            // `1.0` was meant as 1; for a number with a fraction, the part before it is a good example.
            let whole = Double(scalar.text).flatMap { Int(exactly: $0.rounded(.towardZero)) } ?? 1
            return Double(whole) == Double(scalar.text)
                ? "write \(quoted: whole): this must be a whole number"
                : "write a whole number, such as \(quoted: max(whole, 1))"
        case .integer where scalar.style == .quoted && Int(scalar.text) != nil,
            .number where scalar.style == .quoted && ValueType<Double>.number(scalar.text)?.isFinite == true,
            .boolean where scalar.style == .quoted && Bool(scalar.text) != nil:
            return "leave the quotes out: \(quoted: scalar.text)"
        case .number where ValueType<Double>.number(scalar.text) == .infinity:
            return "delete it: a number here is finite, and of bounds `+Inf` is always there"
        case .text(.duration): return "write whole numbers with `s`, `m`, `h` or `d`, the largest unit first"
        case .text(.parameter): return help(parameter: scalar)
        case .anyOf(let shapes) where shapes.contains(where: \.isParameter) && isParameterName(scalar.text):
            return "write a number, or a parameter: `$\(scalar.text)`"
        case .anyOf(let shapes) where shapes.contains(where: \.isCondition):
            return scalar.text.contains("&") || scalar.text.contains("|") || scalar.text.contains(" and ")
                || scalar.text.contains(" or ")
                ? "write conditions that all have to be true as `all: [$one, $two]`, and `any` where one is enough"
                : nil
        case .anyOf(let shapes) where shapes.contains(where: \.isBuckets) && scalar.text.hasPrefix("$"):
            return
                "write `{sorted: \(scalar.text)}` for the elements of a list, or numbers, such as `[0.1, 1, 10]`"
        case .list(of: .number) where Double(scalar.text) == nil, .list(of: .integer) where Int(scalar.text) == nil:
            return nil
        case .anyOf(let shapes) where scalar.style == .plain && shapes.contains(where: \.isListOfTexts):
            return "write `[\(scalar.text)]`"
        case .list(of: .mapping): return nil
        case .list where scalar.style == .plain && scalar.text.hasPrefix("-"):
            return "write a space after each `-`, or write the list in brackets"
        case .list(let element) where scalar.style == .plain || element.isLabelName:
            let names = scalar.text.split { $0 == "," || $0.isWhitespace }.joined(separator: ", ")
            return "write `[\(element.isLabelName ? names : scalar.text)]`"
        case .boolean where scalar.style == .plain:
            return Suggestion.nearest(to: scalar.text, among: ["true", "false"]).map { "write \(quoted: $0)" }
        default: return nil
        }
    }

    /// For a declaration where a name is expected.
    private static func help(_ mapping: YAMLMapping, expected shape: ValueShape) -> String? {
        guard !mapping.entries.isEmpty else { return nil }
        let names = mapping.entries.map(\.key.value).joined(separator: ", ")
        switch shape {
        case .anyOf(let shapes) where shapes.first?.isLabelName == true:
            return "write names here, `[\(names)]`, and declare them under `labels`, at the top level of a file"
        case .text where shape.isLabelName:
            return "write the name here, \(quoted: names), and declare it under `labels`, at the top level of a file"
        default: return nil
        }
    }

    /// What was meant as a parameter: without its `$`, in quotes, or with something around it.
    private static func help(parameter scalar: YAMLScalar) -> String? {
        let text = scalar.text
        if isParameterName(text) { return "write `$\(text)`" }
        guard let dollar = text.firstIndex(of: "$") else { return nil }
        let name = text[text.index(after: dollar)...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard isParameterName(String(name)) else { return nil }
        if text == "$" + name { return "leave the quotes out: \(quoted: text)" }
        return "write only the parameter, `$\(name)`; for the opposite, declare another parameter"
    }

    private static func isParameterName(_ text: String) -> Bool {
        NameSyntax.identifier(of: "parameter").allows(text)
    }
}

extension ValueShape {
    fileprivate var isParameter: Bool { if case .text(.parameterSum) = self { true } else { false } }

    fileprivate var isLabelName: Bool {
        if case .text(let meaning) = self { meaning.isLabelName } else { false }
    }

    fileprivate var isListOfTexts: Bool {
        if case .list(of: .text) = self { true } else { false }
    }

    fileprivate var isBuckets: Bool {
        if case .mapping(let table) = self { table().has(BucketKeys.sorted.name) } else { false }
    }
}
