// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecText

/// Strings of a spec in a Python source.
enum PythonText {
    /// A string literal, with the quotes that need the fewest backslashes, as black would have it.
    static func literal(_ text: String) -> String {
        if text.isPlainLiteral { return "\"\(text)\"" }
        let double = text.utf8.count { $0 == UInt8(ascii: "\"") }
        let single = text.utf8.count { $0 == UInt8(ascii: "'") }
        let quote: Unicode.Scalar = double > single ? "'" : "\""
        var literal = ""
        literal.unicodeScalars.append(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case quote, "\\": literal += "\\" + String(scalar)
            case "\n": literal += "\\n"
            case "\r": literal += "\\r"
            case "\t": literal += "\\t"
            default:
                if scalar.isUnseen || !scalar.isASCII && (scalar.properties.isWhitespace || scalar.isJoining) {
                    literal += escape(scalar)
                } else {
                    literal.unicodeScalars.append(scalar)
                }
            }
        }
        literal.unicodeScalars.append(quote)
        return literal
    }

    /// Before the quotes that end a docstring, black and ruff write a quote in different ways.
    static func withoutQuoteAtEnd(_ line: String) -> String {
        guard line.hasSuffix("\"") else { return line }
        let rest = line.dropLast()
        return (rest.hasSuffix("\\") && !rest.hasSuffix("\\\\") ? rest.dropLast() : rest) + "\\x22"
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let (letter, count) = scalar.value > 0xFFFF ? ("U", 8) : scalar.value > 0xFF ? ("u", 4) : ("x", 2)
        return "\\\(letter)" + String(repeating: "0", count: count - digits.count) + digits
    }

    /// A line of a docstring.
    static func documentation(_ line: Substring) -> String {
        let words = line.shownInComment.unicodeScalars.drop { $0.properties.isWhitespace }.reversed()
            .drop { $0.properties.isWhitespace }.reversed()
        var text = ""
        // Three quotes would end it, and black moves one at the beginning.
        for scalar in words {
            let isQuote = scalar == "\"" && (text.isEmpty || text.hasSuffix("\""))
            text += isQuote ? "\\\"" : scalar == "\\" ? "\\\\" : String(scalar)
        }
        return text
    }
}

extension Unicode.Scalar {
    /// Whether it only changes its neighbours, as between the parts of an emoji. Formatters disagree about its width.
    fileprivate var isJoining: Bool { properties.generalCategory == .format || properties.isVariationSelector }
}
