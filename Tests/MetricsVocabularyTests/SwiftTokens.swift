// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The tokens of Swift source that matter for finding a `switch`: identifiers, member names with their dot, and
/// punctuation. Comments and strings are left out, but for the code inside of interpolations.
struct SwiftTokens {
    struct Token: Equatable {
        let text: String
        let line: Int
    }

    private(set) var tokens: [Token] = []
    private let characters: [Character]
    private var index = 0
    private var line = 1

    init(_ source: String) {
        // CRLF is one character, and a line break in any case.
        characters = Array(source)
        readCode(untilParenthesis: false)
    }

    private func character(_ offset: Int = 0) -> Character? {
        index + offset < characters.count ? characters[index + offset] : nil
    }

    private func starts(with text: String) -> Bool {
        text.enumerated().allSatisfy { character($0.offset) == $0.element }
    }

    private mutating func advance(by count: Int = 1) {
        for _ in 0..<count where index < characters.count {
            if characters[index].isNewline { line += 1 }
            index += 1
        }
    }

    /// - Parameter untilParenthesis: whether it ends behind the parenthesis that closes an interpolation.
    private mutating func readCode(untilParenthesis: Bool) {
        var depth = 0
        while let first = character() {
            if starts(with: "//") {
                while character()?.isNewline == false { advance() }
            } else if starts(with: "/*") {
                skipComment()
            } else if first == "\"" || first == "#" && isRawString {
                readString()
            } else if first.isLetter || first == "_" || first == "`" || first == "." && isMember {
                readName()
            } else {
                if untilParenthesis {
                    depth += first == "(" ? 1 : first == ")" ? -1 : 0
                    if depth < 0 { return advance() }
                }
                if !first.isWhitespace { tokens.append(Token(text: String(first), line: line)) }
                advance()
            }
        }
    }

    /// Whether a dot begins the name of a member.
    private var isMember: Bool { character(1).map { $0.isLetter || $0 == "_" || $0 == "`" } ?? false }

    private var isRawString: Bool {
        var offset = 0
        while character(offset) == "#" { offset += 1 }
        return character(offset) == "\""
    }

    private mutating func readName() {
        let start = line
        var name = ""
        while let next = character(), next.isLetter || next.isNumber || "_.`".contains(next) {
            if next == ".", !name.isEmpty { break }
            if next != "`" { name.append(next) }
            advance()
        }
        tokens.append(Token(text: name, line: start))
    }

    /// Comments contain comments.
    private mutating func skipComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                advance(by: 2)
            } else if starts(with: "*/") {
                depth -= 1
                advance(by: 2)
            } else {
                advance()
            }
        } while depth > 0 && index < characters.count
    }

    private mutating func readString() {
        var pounds = ""
        while character() == "#" {
            pounds += "#"
            advance()
        }
        let quotes = starts(with: "\"\"\"") ? "\"\"\"" : "\""
        advance(by: quotes.count)
        while index < characters.count {
            if starts(with: quotes + pounds) { return advance(by: quotes.count + pounds.count) }
            if starts(with: "\\" + pounds + "(") {
                advance(by: pounds.count + 2)
                readCode(untilParenthesis: true)
            } else if starts(with: "\\" + pounds) {
                advance(by: pounds.count + 2)
            } else {
                advance()
            }
        }
    }
}
