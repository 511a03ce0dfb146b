// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A template of Go in an annotation or a label of an alert: the labels that it names, and the queries in it.
package struct RuleTemplate: Sendable {
    /// A label of the alert's result that the template names, as in `{{ $labels.job }}`.
    package struct NamedLabel: Equatable, Sendable {
        package let name: String
        /// The name, as offsets in the UTF-8 of the template.
        package let range: Range<Int>
        /// Whether the template asks first whether the label is there: `{{ if $labels.pod }}on {{ $labels.pod }}{{ end }}`.
        package internal(set) var isOptional = false
    }

    /// The string that a function of the template takes as a query.
    package struct Query: Sendable {
        package let literal: GoString
        /// Whether `printf` makes the query of it.
        package let isFormat: Bool
    }

    package private(set) var labels: [NamedLabel] = []
    package private(set) var queries: [Query] = []

    package init(_ text: String) {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return }
        let bytes = Array(text.utf8)
        var blocks: [Block] = []
        var scanner = RuleTemplateScanner(bytes)
        while let action = scanner.next() {
            let isAlert = blocks.allSatisfy(\.isAlert)
            let words = action.prefix(2).compactMap(\.word)
            let asks = words.contains("if") || words.first == "with" && action.count == 2
            var named: Set<String> = []
            for (index, token) in action.enumerated() {
                if var label = Self.label(token, before: action.dropFirst(index + 1).first, isAlert: isAlert) {
                    named.insert(label.name)
                    label.isOptional = asks || blocks.contains { $0.asked.contains(label.name) }
                    labels.append(label)
                }
                if let found = Self.query(of: token, at: index, in: action) { queries.append(found) }
            }
            Self.follow(words, asked: asks ? named : [], &blocks)
        }
    }

    /// A part of a template between `if`, `with` or `range` and `end`.
    private struct Block {
        /// Whether `.` is still the alert.
        var isAlert: Bool
        /// The labels that the template has asked for.
        var asked: Set<String>
    }

    /// - Parameter words: the first two of an action.
    private static func follow(_ words: [String], asked: Set<String>, _ blocks: inout [Block]) {
        switch words.first {
        case "if": blocks.append(Block(isAlert: true, asked: asked))
        case "with", "range", "define", "block": blocks.append(Block(isAlert: false, asked: asked))
        case "else":
            guard !blocks.isEmpty else { return }
            // Without a value, `.` is what it was before the block.
            blocks[blocks.count - 1].isAlert = words.count < 2 || words[1] != "with"
            blocks[blocks.count - 1].asked.formUnion(asked)
        case "end": _ = blocks.popLast()
        default: break
        }
    }

    // MARK: Labels

    private static func label(
        _ token: RuleTemplateScanner.Token, before next: RuleTemplateScanner.Token?, isAlert: Bool
    ) -> NamedLabel? {
        guard let word = token.word else { return nil }
        var sources = ["$labels", "$.Labels"]
        if isAlert { sources.append(".Labels") }
        for source in sources {
            if word == source, case .string(let literal)? = next {
                // `index $labels "a-b"`
                return NamedLabel(name: literal.text, range: literal.range)
            }
            guard word.hasPrefix(source + ".") else { continue }
            let name = word.dropFirst(source.count + 1).prefix { $0 != "." }
            guard !name.isEmpty else { return nil }
            let start = token.range.lowerBound + source.utf8.count + 1
            return NamedLabel(name: String(name), range: start..<start + name.utf8.count)
        }
        return nil
    }

    // MARK: Queries

    private static func query(
        of token: RuleTemplateScanner.Token, at index: Int, in action: [RuleTemplateScanner.Token]
    ) -> Query? {
        guard ["query", "graphLink", "tableLink"].contains(token.word) else { return nil }
        let rest = action.dropFirst(index + 1)
        if let query = argument(rest) { return query }
        if case .open? = rest.first { return argument(rest.dropFirst()) }
        // What is before a `|` is the last argument of what is behind it.
        guard index > 0, case .pipe = action[index - 1] else { return nil }
        let start = action[..<(index - 1)].lastIndex { $0.endsOperand }.map { $0 + 1 } ?? 0
        return argument(action[start..<(index - 1)])
    }

    /// A literal, or a format.
    private static func argument(_ tokens: ArraySlice<RuleTemplateScanner.Token>) -> Query? {
        if case .string(let literal)? = tokens.first { return Query(literal: literal, isFormat: false) }
        guard tokens.first?.word == "printf", case .string(let literal)? = tokens.dropFirst().first else { return nil }
        return Query(literal: literal, isFormat: true)
    }
}

/// Finds the actions of a template and splits them into tokens.
struct RuleTemplateScanner {
    enum Token {
        case word(String, Range<Int>)
        case string(GoString)
        case open, pipe, other

        var word: String? { if case .word(let word, _) = self { word } else { nil } }

        var range: Range<Int> {
            switch self {
            case .word(_, let range): range
            case .string(let string): string.range
            case .open, .pipe, .other: 0..<0
            }
        }

        /// Whether an operand begins behind it.
        var endsOperand: Bool {
            switch self {
            case .pipe, .open, .other: true
            case .word(let word, _): ["with", "range", "if", "else"].contains(word)
            case .string: false
            }
        }
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The tokens of the next action; nil where there is none.
    mutating func next() -> [Token]? {
        while position + 1 < bytes.count, !isAt("{{") { position += 1 }
        guard position + 1 < bytes.count else { return nil }
        position += 2
        var tokens: [Token] = []
        while position < bytes.count, !isAt("}}") { if let token = token() { tokens.append(token) } }
        position += 2
        return tokens
    }

    private func isAt(_ text: StaticString) -> Bool {
        position + 1 < bytes.count && bytes[position] == text.utf8Start[0] && bytes[position + 1] == text.utf8Start[1]
    }

    private mutating func token() -> Token? {
        let start = position
        switch bytes[position] {
        case 0x09, 0x0A, 0x0D, 0x20:
            position += 1
            return nil
        case UInt8(ascii: "("):
            position += 1
            return .open
        case UInt8(ascii: "|"):
            position += 1
            return .pipe
        case UInt8(ascii: "\""), UInt8(ascii: "`"):
            guard let literal = GoString(bytes, at: position) else {
                position = bytes.count
                return nil
            }
            position = literal.range.upperBound
            return .string(literal)
        case UInt8(ascii: "/") where isAt("/*"):
            while position < bytes.count, !isAt("*/") { position += 1 }
            position += 2
            return nil
        default:
            while position < bytes.count, isWord(bytes[position]) { position += 1 }
            if position == start {
                position += 1
                return .other
            }
            return .word(String(decoding: bytes[start..<position], as: UTF8.self), start..<position)
        }
    }

    private func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}
