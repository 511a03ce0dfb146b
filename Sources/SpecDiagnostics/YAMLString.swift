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
            default: String(scalar)
            }
        }.joined()
    }
}
