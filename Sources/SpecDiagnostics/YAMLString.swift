// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Strings that a message or a fix writes as YAML.
package enum YAMLString {
    /// The string in double quotes. YAML can read it whatever it contains.
    package static func quoted(_ string: String) -> String { "\"\(escaped(string))\"" }

    /// The same without the quotes.
    package static func escaped(_ string: String) -> String {
        string.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            case "\u{0}"..."\u{1F}": "\\x" + String(String(scalar.value + 0x100, radix: 16).dropFirst())
            case "\u{7F}"..."\u{9F}": "\\x" + String(scalar.value, radix: 16)
            // Readers in Go refuse them, although YAML 1.2 does not.
            case "\u{FFFE}", "\u{FFFF}": "\\u" + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }.joined()
    }

    /// One line of a comment, without what can't be seen and without the two characters that readers in Go refuse even there.
    package static func comment(_ text: String) -> String {
        let scalars = PrintedText.line(text).unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar == "\u{FFFE}" || scalar == "\u{FFFF}" ? "\u{FFFD}" : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
