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
        if !isTall, Self.fits(beginning + inline + ending, indentation) { return beginning + inline + ending }
        if case .keyword(let name, let value) = self {
            return value.printed(after: "\(beginning)\(name)=", before: ending, indentation: indentation)
        }
        let (opening, elements, closing) = parts
        let isAssigned = beginning.hasSuffix(" = ") && ending.isEmpty
        // Without elements there is nothing to divide.
        if elements.isEmpty { return isAssigned ? "\(beginning)(\n    \(inline)\n)" : beginning + inline + ending }
        // The bracket has to be on the first line: otherwise the whole value goes into parentheses.
        if isAssigned, !Self.fits(beginning + opening, indentation) {
            let value = printed(after: "", before: "", indentation: indentation + 4)
            return "\(beginning)(\n\(Self.indented(value))\n)"
        }
        let lines = elements.map { element in
            Self.indented(element.printed(after: "", before: separator, indentation: indentation + 4))
        }
        return ([beginning + opening] + lines + [closing + ending]).joined(separator: "\n")
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n")
    }

    /// What follows each element that has a line of its own. A comma after the only literal would make it a tuple.
    private var separator: String {
        switch self {
        case .subscripted: ""
        case .literals(let strings): strings.count == 1 ? "" : ","
        case .atom, .call, .list, .entries, .keyword, .tall: ","
        }
    }

    /// Its elements, with what surrounds them. A value that is never divided has none.
    private var parts: (opening: String, elements: [PythonValue], closing: String) {
        switch self {
        case .atom(let text): (text, [], "")
        case .keyword(let name, let value): ("\(name)=", [value], "")
        case .call(let name, let arguments), .tall(let name, let arguments): ("\(name)(", arguments, ")")
        case .list(let list): ("[", list, "]")
        case .entries(let entries): ("{", entries.map { .atom("\(PythonText.literal($0.key)): \($0.value)") }, "}")
        case .literals(let strings): ("Literal[", strings.map { .string($0) }, "]")
        case .subscripted(let name, let value): ("\(name)[", [value], "]")
        }
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
        let (opening, elements, closing) = parts
        return opening + elements.map(\.inline).joined(separator: ", ") + closing
    }

    /// Whether a line has room for it. Black counts the cells of a terminal: two for an emoji or a Chinese character.
    static func fits(_ text: String, _ indentation: Int) -> Bool {
        text.unicodeScalars.reduce(indentation) { $0 + CellWidth.width(of: $1) } <= 88
    }
}
