// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension RegularExpressionReader {
    /// `[…]`. A bracket directly behind the opening one, or its `^`, is a character.
    mutating func characterClass() throws(RegularExpressionFault) -> Node {
        position += 1
        var isNegated = false
        if next == "^" {
            isNegated = true
            position += 1
        }
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while isFirst || next != "]" {
            guard next != nil else { throw .missingClosing("]") }
            isFirst = false
            if begins("[:"), let named = try namedClass() {
                ranges += named
            } else if next == "\\", let set = try characterSet() {
                ranges += set
            } else {
                let range = try characterRange()
                if flags.ignoresCase { ranges += foldings(of: range) } else { ranges.append(range) }
            }
        }
        position += 1
        return .oneOf(isNegated ? Self.complement(ranges) : Self.merged(ranges))
    }

    private mutating func characterRange() throws(RegularExpressionFault) -> ClosedRange<UInt32> {
        let start = position
        let first = try classCharacter()
        guard next == "-", let end = peek(1), end != "]" else { return first...first }
        position += 1
        let last = try classCharacter()
        guard first <= last else { throw .invalidRange(text(from: start)) }
        return first...last
    }

    private mutating func classCharacter() throws(RegularExpressionFault) -> UInt32 {
        guard let scalar = next else { throw .missingClosing("]") }
        if scalar == "\\" { return try escapedCharacter() }
        position += 1
        return scalar.value
    }

    /// `[:alpha:]`
    private mutating func namedClass() throws(RegularExpressionFault) -> [ClosedRange<UInt32>]? {
        var end = position + 2
        while end + 1 < scalars.count, scalars[end] != ":" || scalars[end + 1] != "]" { end += 1 }
        guard end + 1 < scalars.count else { return nil }
        var name = text(from: position + 2, to: end)
        let isNegated = name.hasPrefix("^")
        if isNegated { name.removeFirst() }
        guard let ranges = Self.namedClasses[name] else { throw .unknownClass(text(from: position, to: end + 2)) }
        position = end + 2
        return isNegated ? Self.complement(ranges) : flags.ignoresCase ? ranges.flatMap { foldings(of: $0) } : ranges
    }

    private static let namedClasses: [String: [ClosedRange<UInt32>]] = [
        "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A], "alpha": [0x41...0x5A, 0x61...0x7A], "ascii": [0...0x7F],
        "blank": [0x09...0x09, 0x20...0x20], "cntrl": [0...0x1F, 0x7F...0x7F], "digit": digits,
        "graph": [0x21...0x7E], "lower": [0x61...0x7A], "print": [0x20...0x7E],
        "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E], "space": [0x09...0x0D, 0x20...0x20],
        "upper": [0x41...0x5A], "word": word, "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
    ]
    private static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    private static let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    private static let space: [ClosedRange<UInt32>] = [0x09...0x0A, 0x0C...0x0D, 0x20...0x20]

    /// `\d` and the like, which stand for several characters, all of them in ASCII. Nil for another escape.
    private mutating func characterSet() throws(RegularExpressionFault) -> [ClosedRange<UInt32>]? {
        let ranges: [ClosedRange<UInt32>]
        switch peek(1) {
        case "d": ranges = Self.digits
        case "D": ranges = Self.complement(Self.digits)
        case "w": ranges = Self.word
        case "W": ranges = Self.complement(Self.word)
        case "s": ranges = Self.space
        case "S": ranges = Self.complement(Self.space)
        case "p", "P":
            try unicodeClass()
            return []
        default: return nil
        }
        position += 2
        return ranges
    }

    /// `\pL`, `\p{Greek}`. The characters are not known here.
    private mutating func unicodeClass() throws(RegularExpressionFault) {
        let start = position
        position += 2
        isUndecided = true
        guard let first = next else { throw .invalidEscape(text(from: start)) }
        position += 1
        if first == "{" {
            while let scalar = next, scalar != "}" { position += 1 }
            guard next == "}" else { throw .invalidEscape(text(from: start)) }
            position += 1
            let name = text(from: start + 3, to: position - 1)
            if name.hasPrefix("Is") || name.isEmpty { throw .invalidEscape(text(from: start)) }
        } else if !"LMNPSZC".unicodeScalars.contains(first) {
            throw .invalidEscape(text(from: start))
        }
    }

    // MARK: Escapes

    mutating func escape() throws(RegularExpressionFault) -> Node {
        switch peek(1) {
        case "A":
            position += 2
            return .assertion(.textStart)
        case "z":
            position += 2
            return .assertion(.textEnd)
        case "b":
            position += 2
            return .assertion(.wordBoundary)
        case "B":
            position += 2
            return .assertion(.noWordBoundary)
        default:
            if let ranges = try characterSet() { return .oneOf(ranges) }
            let value = try escapedCharacter()
            guard let scalar = Unicode.Scalar(value) else {
                // Half of a surrogate pair, which no text has.
                isUndecided = true
                return .empty
            }
            return literal(scalar)
        }
    }

    private mutating func escapedCharacter() throws(RegularExpressionFault) -> UInt32 {
        let start = position
        position += 1
        guard let scalar = next else { throw .invalidEscape("\\") }
        position += 1
        switch scalar {
        case "a": return 7
        case "f": return 12
        case "n": return 10
        case "r": return 13
        case "t": return 9
        case "v": return 11
        case "1"..."7":
            // One digit would be what a group has matched.
            guard let digit = next, ("0"..."7").contains(digit) else { break }
            return octal(from: start + 1)
        case "0": return octal(from: start + 1)
        case "x": return try hexadecimal(from: start)
        default:
            if scalar.isASCII, !Self.isLetterOrDigit(scalar) { return scalar.value }
        }
        throw .invalidEscape(text(from: start))
    }

    private mutating func octal(from start: Int) -> UInt32 {
        position = start
        var value: UInt32 = 0
        while position < start + 3, let digit = next, ("0"..."7").contains(digit) {
            value = value * 8 + digit.value - 48
            position += 1
        }
        return value
    }

    private mutating func hexadecimal(from start: Int) throws(RegularExpressionFault) -> UInt32 {
        let hasBraces = next == "{"
        if hasBraces { position += 1 }
        var value: UInt32 = 0
        var count = 0
        while hasBraces || count < 2, let scalar = next, scalar.isASCII,
            let digit = UInt8(scalar.value).hexadecimalValue
        {
            value = value * 16 + digit
            count += 1
            position += 1
            if value > 0x10FFFF { throw .invalidEscape(text(from: start)) }
        }
        guard hasBraces ? count > 0 && next == "}" : count == 2 else { throw .invalidEscape(text(from: start)) }
        if hasBraces { position += 1 }
        return value
    }
}
