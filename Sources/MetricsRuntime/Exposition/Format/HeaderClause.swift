// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// One alternative of a header field such as `Accept`: a value, its parameters, and how much it is wanted.
package struct HeaderClause: Equatable, Sendable {
    /// In lower case.
    package let value: String
    /// In thousandths.
    package let quality: Int
    /// The first of each name counts.
    private let parameters: [String: String]

    package subscript(name: String) -> String? { parameters[name] }

    /// The clauses of all header fields of one name, without those that are not wanted or whose quality isn't one.
    package static func all(in fields: some Sequence<String>) -> [HeaderClause] {
        fields.flatMap { field in split(field.utf8[...], at: UInt8(ascii: ",")).compactMap { HeaderClause($0) } }
    }

    private init?(_ clause: Substring.UTF8View) {
        var parts = Self.split(clause, at: UInt8(ascii: ";"))[...]
        value = Self.trimmed(parts.removeFirst()).lowercased()
        var parameters: [String: String] = [:]
        for part in parts {
            let sides = Self.split(part, at: UInt8(ascii: "="), atMost: 1)
            guard sides.count == 2 else { continue }
            let name = Self.trimmed(sides[0]).lowercased()
            if parameters[name] == nil { parameters[name] = Self.unquoted(Self.trimmed(sides[1])) }
        }
        guard let quality = Self.quality(parameters["q"]), quality > 0, !value.isEmpty else { return nil }
        self.quality = quality
        self.parameters = parameters
    }

    /// Splits outside quotes. There is at least one part.
    private static func split(_ text: Substring.UTF8View, at separator: UInt8, atMost limit: Int = .max)
        -> [Substring.UTF8View]
    {
        var parts: [Substring.UTF8View] = []
        var start = text.startIndex
        var isQuoted = false
        var isEscaped = false
        for index in text.indices {
            let byte = text[index]
            if isEscaped {
                isEscaped = false
            } else if isQuoted, byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == separator, !isQuoted, parts.count < limit {
                parts.append(text[start..<index])
                start = text.index(after: index)
            }
        }
        return parts + [text[start...]]
    }

    private static func trimmed(_ text: Substring.UTF8View) -> String {
        let isSpace: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        var text = text.drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        return String(Substring(text))
    }

    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        var value = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                value.append(character)
                isEscaped = false
            }
        }
        return value
    }

    /// A number from 0 to 1 with at most three digits after the point, in thousandths; nil for anything else.
    private static func quality(_ text: String?) -> Int? {
        guard let text else { return 1000 }
        let digits = Array(text.utf8)
        guard let first = digits.first, first == UInt8(ascii: "0") || first == UInt8(ascii: "1") else { return nil }
        guard digits.count == 1 || digits[1] == UInt8(ascii: "."), digits.count <= 5 else { return nil }
        var quality = Int(first - UInt8(ascii: "0"))
        for place in 2..<5 {
            var digit = 0
            if place < digits.count {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digits[place]) else { return nil }
                digit = Int(digits[place] - UInt8(ascii: "0"))
            }
            quality = quality * 10 + digit
        }
        return quality <= 1000 ? quality : nil
    }
}
