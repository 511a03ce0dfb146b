// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PromQLLexer {
    /// What a string token stands for: Go's escapes are decoded, holes become pieces.
    mutating func string(of token: PromQLToken) -> PromQLString {
        let (start, end) = (token.start + 1, token.end - 1)
        if token.isPlain { return PromQLString(text(start, end), span: token.span) }
        let isRaw = bytes[token.start] == UInt8(ascii: "`")
        var pieces: [PromQLString.Piece] = []
        var literal: [UInt8] = []
        var index = start
        while index < end {
            if let behind = holeEnd(at: index), behind <= end {
                if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
                literal = []
                pieces.append(.hole(hole(index, behind)))
                index = behind
            } else if bytes[index] == UInt8(ascii: "\\"), !isRaw {
                index = unescape(index, end, quote: bytes[token.start], into: &literal)
            } else {
                literal.append(bytes[index])
                index += 1
            }
        }
        if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
        let quote: PromQLString.Quote = isRaw ? .raw : bytes[token.start] == UInt8(ascii: "'") ? .single : .double
        return PromQLString(pieces, quote: quote, span: token.span)
    }

    /// - Returns: The place behind the escape.
    private mutating func unescape(_ start: Int, _ end: Int, quote: UInt8, into literal: inout [UInt8]) -> Int {
        let kind = bytes[start + 1]
        switch kind {
        case UInt8(ascii: "a"): literal.append(0x07)
        case UInt8(ascii: "b"): literal.append(0x08)
        case UInt8(ascii: "f"): literal.append(0x0C)
        case UInt8(ascii: "n"): literal.append(0x0A)
        case UInt8(ascii: "r"): literal.append(0x0D)
        case UInt8(ascii: "t"): literal.append(0x09)
        case UInt8(ascii: "v"): literal.append(0x0B)
        case UInt8(ascii: "\\"), quote: literal.append(kind)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            guard let value = digits(start + 1, count: 3, radix: 8, end), value < 256 else {
                return invalidEscape(start, end)
            }
            literal.append(UInt8(value))
            return start + 4
        case UInt8(ascii: "x"):
            guard let value = digits(start + 2, count: 2, radix: 16, end) else { return invalidEscape(start, end) }
            literal.append(UInt8(value))
            return start + 4
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let count = kind == UInt8(ascii: "u") ? 4 : 8
            guard let value = digits(start + 2, count: count, radix: 16, end), let scalar = Unicode.Scalar(value)
            else { return invalidEscape(start, end) }
            literal.append(contentsOf: String(scalar).utf8)
            return start + 2 + count
        default: return invalidEscape(start, end)
        }
        return start + 2
    }

    private func digits(_ start: Int, count: Int, radix: UInt32, _ end: Int) -> UInt32? {
        guard start + count <= end else { return nil }
        var value: UInt32 = 0
        for index in start..<start + count {
            guard let digit = bytes[index].hexadecimalValue, digit < radix else { return nil }
            (value, _) = value.multipliedReportingOverflow(by: radix)
            value &+= digit
        }
        return value
    }

    private mutating func invalidEscape(_ start: Int, _ end: Int) -> Int {
        var behind = min(start + 2, end)
        while behind < end, bytes[behind] & 0xC0 == 0x80 { behind += 1 }
        findings.append(PromQLFinding(.invalidEscape(text(start, behind)), PromQLSpan(start..<behind)))
        return behind
    }
}
