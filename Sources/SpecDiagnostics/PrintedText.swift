// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Text on its way to a terminal or to the log of a CI job. What a repository holds ends up in it (names of files, keys,
/// helps, edited outputs), and must not be able to command either.
package enum PrintedText {
    /// On one line, for paths and names: what can't be seen is an escape, such as `\u{1B}`.
    package static func line(_ text: String) -> String {
        isPlain(text) ? text : escaped(text) { $0.isInvisible }
    }

    /// The same for text of several lines, which may have tabs.
    package static func lines(_ text: String) -> String {
        isPlain(text, orBreaks: true) ? text : escaped(text) { $0 != "\n" && $0 != "\t" && $0.isInvisible }
    }

    /// Without what runners of CI jobs take for commands in a log: `::name` at the start of a line, with or without
    /// spaces before it, and `##[name]`, `##vso[name]` and similar anywhere. An inserted space keeps it visible and
    /// without effect.
    ///
    /// For text whose control characters are escaped already, or wanted (colours).
    package static func withoutCommands(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "#")) || text.utf8.contains(UInt8(ascii: ":")) else { return text }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var isStart = true
        for (index, scalar) in scalars.enumerated() {
            result.append(scalar)
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            if isStart, scalar == ":", next == ":" { result.append(" ") }
            if scalar == "#", next == "#", isCommand(scalars[(index + 2)...]) { result.append(" ") }
            isStart = scalar == "\n" || (isStart && scalar.properties.isWhitespace)
        }
        return String(result)
    }

    /// A JSON document that says the same and holds nothing of either kind.
    package static func json(_ document: String) -> String {
        guard !isPlain(document, orBreaks: true) || document.utf8.contains(UInt8(ascii: "#")) else { return document }
        let scalars = Array(document.unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            let isCommand =
                scalar == "#" && index + 1 < scalars.count && scalars[index + 1] == "#"
                && isCommand(scalars[(index + 2)...])
            if isCommand || scalar != "\n" && scalar.isInvisible {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isCommand(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        rest.first { !$0.properties.isAlphabetic } == "["
    }

    /// Printable ASCII, as nearly every text.
    private static func isPlain(_ text: String, orBreaks: Bool = false) -> Bool {
        text.utf8.allSatisfy { (0x20..<0x7F).contains($0) || orBreaks && $0 == UInt8(ascii: "\n") }
    }

    private static func escaped(_ text: String, where isMeant: (Unicode.Scalar) -> Bool) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isMeant(scalar) {
                result.append(contentsOf: scalar.escaped(asASCII: true).unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
