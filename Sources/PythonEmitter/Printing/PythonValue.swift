// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// An expression that black may have to divide into lines.
indirect enum PythonValue {
    /// It is never divided.
    case atom(String)
    case call(String, [PythonValue])
    case list([PythonValue])
    /// `{"a": b}`
    case entries([(key: String, value: String)])
    /// `Literal["a", "b"]`
    case literals([String])
    /// `name[value]`, without a comma: with one it would be a tuple.
    case subscripted(String, PythonValue)
    case keyword(String, PythonValue)
    /// A call with a line for each argument, however short it is.
    case tall(String, [PythonValue])

    static func string(_ text: String) -> PythonValue { .atom(PythonText.literal(text)) }

    static func strings(_ texts: some Sequence<String>) -> PythonValue { .list(texts.map { .string($0) }) }

    /// The lines, of which the first has no indentation: on one line if there is room, otherwise with a line for each
    /// element. A comma after the last element tells black that this is intended.
    func printed(after beginning: String, before ending: String, indentation: Int) -> String {
        if !isTall, Self.fits(beginning + inline + ending, indentation) {
            return beginning + inline + ending
        }
        let (opening, elements, closing): (String, [PythonValue], String)
        switch self {
        case .atom(let text): return Self.assigned(text, beginning, ending, indentation)
        case .keyword(let name, let value):
            return value.printed(after: "\(beginning)\(name)=", before: ending, indentation: indentation)
        case .call(let name, let arguments), .tall(let name, let arguments):
            (opening, elements, closing) = ("\(name)(", arguments, ")")
        case .list(let list): (opening, elements, closing) = ("[", list, "]")
        case .entries(let entries): (opening, elements, closing) = ("{", Self.elements(entries), "}")
        case .literals(let strings): (opening, elements, closing) = ("Literal[", strings.map { .string($0) }, "]")
        case .subscripted(let name, let value): (opening, elements, closing) = ("\(name)[", [value], "]")
        }
        if case .subscripted(_, let value) = self {
            let lines = value.printed(after: "", before: "", indentation: indentation + 4)
                .split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
            return ([beginning + opening] + lines + [closing + ending]).joined(separator: "\n")
        }
        // Without elements there is nothing to divide. A comma after the only literal would make it a tuple.
        if elements.isEmpty { return Self.assigned(inline, beginning, ending, indentation) }
        if case .literals(let strings) = self, strings.count == 1 {
            return "\(beginning)\(opening)\n    \(PythonText.literal(strings[0]))\n\(closing)\(ending)"
        }
        // The bracket has to be on the first line: otherwise the whole value goes into parentheses.
        if beginning.hasSuffix(" = "), ending.isEmpty, !Self.fits(beginning + opening, indentation) {
            let value = printed(after: "", before: "", indentation: indentation + 4)
            let lines = value.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
            return ([beginning + "("] + lines + [")"]).joined(separator: "\n")
        }
        let lines = elements.flatMap { element in
            element.printed(after: "", before: ",", indentation: indentation + 4)
                .split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
        }
        return ([beginning + opening] + lines + [closing + ending]).joined(separator: "\n")
    }

    /// The right side of an assignment that doesn't fit beside the left one.
    private static func assigned(_ text: String, _ beginning: String, _ ending: String, _ indentation: Int) -> String {
        guard beginning.hasSuffix(" = "), ending.isEmpty else { return beginning + text + ending }
        return "\(beginning)(\n    \(text)\n)"
    }

    private static func elements(_ entries: [(key: String, value: String)]) -> [PythonValue] {
        entries.map { .atom("\(PythonText.literal($0.key)): \($0.value)") }
    }

    private var isTall: Bool {
        switch self {
        case .tall: true
        case .keyword(_, let value): value.isTall
        case .call(_, let values), .list(let values): values.contains(where: \.isTall)
        case .atom, .entries, .literals, .subscripted: false
        }
    }

    private var inline: String {
        func joined(_ values: [PythonValue]) -> String { values.map(\.inline).joined(separator: ", ") }
        switch self {
        case .atom(let text): return text
        case .call(let name, let arguments), .tall(let name, let arguments): return "\(name)(\(joined(arguments)))"
        case .list(let values): return "[\(joined(values))]"
        case .entries(let entries): return "{\(joined(Self.elements(entries)))}"
        case .literals(let strings): return "Literal[\(joined(strings.map { .string($0) }))]"
        case .subscripted(let name, let value): return "\(name)[\(value.inline)]"
        case .keyword(let name, let value): return "\(name)=\(value.inline)"
        }
    }

    /// Whether a line has room for it. Black counts the cells of a terminal: two for an emoji or a Chinese character.
    static func fits(_ text: String, _ indentation: Int) -> Bool {
        text.unicodeScalars.reduce(indentation) { $0 + CellWidth.width(of: $1) } <= 88
    }
}
