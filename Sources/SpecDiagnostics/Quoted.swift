// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension DefaultStringInterpolation {
    /// The user's own words, as all messages show them.
    package mutating func appendInterpolation(quoted words: some CustomStringConvertible) {
        appendLiteral(words.description.quoted)
    }
}

extension String {
    /// In backquotes. Between those an empty text would be nothing to see, and one that holds a backquote would seem to
    /// end there: both show double quotes.
    package var quoted: String {
        if isEmpty { return "`\"\"`" }
        let line = PrintedText.line(self)
        return line.utf8.contains(UInt8(ascii: "`")) ? "\"\(line)\"" : "`\(line)`"
    }
}

extension Sequence<String> {
    /// `` `a`, `b` or `c` ``.
    package func quoted(joinedBy conjunction: String) -> String {
        let words = map(\.quoted)
        guard words.count > 1, let last = words.last else { return words.joined() }
        return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }
}
