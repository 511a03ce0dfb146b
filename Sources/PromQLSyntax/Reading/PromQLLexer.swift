// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Splits a query into tokens, as Prometheus' `promql/parser/lex.go` does.
///
/// The buffer is valid as long as the closure runs in which `PromQLReading` parses; neither a lexer nor a parser leaves it.
struct PromQLLexer {
    enum Mode {
        /// Names have colons.
        case expression
        /// A colon stands between the range and the step of a subquery.
        case brackets
        /// Words are names, never keywords.
        case braces
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let templates: PromQLTemplates
    private let classes = ByteClass.ofBytes
    private let keywords = PromQLKeywordTable.all
    var mode = Mode.expression
    var position = 0
    var findings: [PromQLFinding] = []
    var features: [PromQLFeatureUse] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>, templates: PromQLTemplates) {
        self.bytes = bytes
        self.templates = templates
    }

    func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    func text(_ start: Int, _ end: Int) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }

    mutating func next() -> PromQLToken {
        skipSpace()
        let start = position
        guard start < bytes.count else { return token(.end, start) }
        let byte = bytes[start]
        let byteClass = classes[Int(byte)]
        if byteClass == .letter || (byteClass == .colon && mode == .expression) { return word(from: start) }
        if byteClass == .digit { return number(from: start) }
        if templates != [], let end = holeEnd(at: start) { return template(from: start, end) }
        switch byte {
        case UInt8(ascii: "("): return token(.leftParenthesis, start + 1)
        case UInt8(ascii: ")"): return token(.rightParenthesis, start + 1)
        case UInt8(ascii: "{"): return token(.leftBrace, start + 1)
        case UInt8(ascii: "}"): return token(.rightBrace, start + 1)
        case UInt8(ascii: "["): return token(.leftBracket, start + 1)
        case UInt8(ascii: "]"): return token(.rightBracket, start + 1)
        case UInt8(ascii: ","): return token(.comma, start + 1)
        case UInt8(ascii: ":"): return token(.colon, start + 1)
        case UInt8(ascii: "@"): return token(.at, start + 1)
        case UInt8(ascii: "+"): return token(.plus, start + 1)
        case UInt8(ascii: "-"): return token(.minus, start + 1)
        case UInt8(ascii: "*"): return token(.star, start + 1)
        case UInt8(ascii: "/"): return token(.slash, start + 1)
        case UInt8(ascii: "^"): return token(.caret, start + 1)
        case UInt8(ascii: "%"):
            // `printf` makes one sign of two.
            let isDoubled = templates.contains(.verbs) && self.byte(start + 1) == UInt8(ascii: "%")
            return token(.percent, start + (isDoubled ? 2 : 1))
        case UInt8(ascii: "="):
            switch self.byte(start + 1) {
            case UInt8(ascii: "=") where mode != .braces: return token(.doubleEqual, start + 2)
            case UInt8(ascii: "~"): return token(.matches, start + 2)
            default: return token(.equal, start + 1)
            }
        case UInt8(ascii: "!"):
            switch self.byte(start + 1) {
            case UInt8(ascii: "="): return token(.notEqual, start + 2)
            case UInt8(ascii: "~"): return token(.doesNotMatch, start + 2)
            default: return bad(from: start)
            }
        case UInt8(ascii: "<"):
            switch self.byte(start + 1) {
            case UInt8(ascii: "="): return token(.lessOrEqual, start + 2)
            case UInt8(ascii: "/"): return token(.trimUpper, start + 2)
            default: return token(.less, start + 1)
            }
        case UInt8(ascii: ">"):
            switch self.byte(start + 1) {
            case UInt8(ascii: "="): return token(.greaterOrEqual, start + 2)
            case UInt8(ascii: "/"): return token(.trimLower, start + 2)
            default: return token(.greater, start + 1)
            }
        case UInt8(ascii: "."):
            if self.byte(start + 1)?.isDigit == true { return number(from: start) }
            return bad(from: start)
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return string(from: start, quote: byte)
        default: return bad(from: start)
        }
    }

    /// And comments.
    private mutating func skipSpace() {
        while position < bytes.count, classes[Int(bytes[position])].contains(.space) {
            if bytes[position] == UInt8(ascii: "#") {
                while position < bytes.count, bytes[position] != UInt8(ascii: "\n"),
                    bytes[position] != UInt8(ascii: "\r")
                {
                    position += 1
                }
            } else {
                position += 1
            }
        }
    }

    mutating func token(_ kind: PromQLToken.Kind, _ end: Int) -> PromQLToken {
        let start = position
        position = end
        return PromQLToken(kind: kind, span: PromQLSpan(start..<end))
    }

    /// A character that begins nothing. The next token begins behind it.
    private mutating func bad(from start: Int) -> PromQLToken {
        var end = start + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        let scalar = text(start, end).unicodeScalars.first ?? "\u{FFFD}"
        findings.append(PromQLFinding(.unexpectedCharacter(scalar), PromQLSpan(start..<end)))
        return token(.bad, end)
    }

    private mutating func word(from start: Int) -> PromQLToken {
        var end = start + 1
        while end < bytes.count, continuesWord(bytes[end]) { end += 1 }
        if templates != [], let behind = holeEnd(at: end) { return template(from: start, behind) }
        var word = token(.word, end)
        if mode != .braces { word.keyword = keywords.find(bytes, start, end) }
        return word
    }

    func continuesWord(_ byte: UInt8) -> Bool {
        !classes[Int(byte)].isDisjoint(with: mode == .expression ? [.letter, .digit, .colon] : [.letter, .digit])
    }

    /// The whole of adjacent holes and parts of a word.
    mutating func template(from start: Int, _ end: Int) -> PromQLToken {
        var end = end
        let isNumber = bytes[start].isDigit
        while end < bytes.count {
            if continuesWord(bytes[end]) || (isNumber && bytes[end] == UInt8(ascii: ".")) {
                end += 1
            } else if let behind = holeEnd(at: end) {
                end = behind
            } else {
                break
            }
        }
        return token(.template, end)
    }

    private mutating func string(from start: Int, quote: UInt8) -> PromQLToken {
        var end = start + 1
        var isPlain = true
        let isRaw = quote == UInt8(ascii: "`")
        while end < bytes.count {
            if !classes[Int(bytes[end])].contains(.special) {
                end += 1
                continue
            }
            if bytes[end] == quote { break }
            switch bytes[end] {
            case UInt8(ascii: "\\") where !isRaw:
                isPlain = false
                end += 2
            case UInt8(ascii: "\n") where !isRaw: return unterminated(from: start, end)
            case UInt8(ascii: "$"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "%"):
                if templates != [], let behind = holeEnd(at: end) {
                    isPlain = false
                    end = behind
                } else {
                    end += 1
                }
            default: end += 1
            }
        }
        guard end < bytes.count else { return unterminated(from: start, bytes.count) }
        var string = token(.string, end + 1)
        string.isPlain = isPlain
        return string
    }

    /// It ends with the line.
    private mutating func unterminated(from start: Int, _ end: Int) -> PromQLToken {
        findings.append(PromQLFinding(.unterminatedString, PromQLSpan(start..<end)))
        return token(.faulty, end)
    }
}

extension UInt8 {
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
    var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 || self == UInt8(ascii: "_") }
    var isLetterOrDigit: Bool { isLetter || isDigit }

    var hexadecimalValue: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
