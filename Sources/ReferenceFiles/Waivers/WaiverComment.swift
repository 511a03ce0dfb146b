// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// A comment that is a waiver: `metricsgen: allow RULE until X.Y: reason`.
struct WaiverComment {
    private let range: Range<Int>
    private let rule: Word
    private let until: Word?
    private let reason: String

    /// - Parameters:
    ///   - range: the comment, as offsets in `bytes`.
    ///   - open: how many bytes begin the comment.
    ///   - close: how many bytes end it.
    init?(_ range: Range<Int>, open: Int, close: Int, in bytes: [UInt8]) {
        guard range.count > open + close else { return nil }
        var words = Words(bytes: bytes, rest: range.lowerBound + open..<range.upperBound - close)
        guard words.next().text == "metricsgen", words.skipColon(), words.next().text == "allow" else { return nil }
        let rule = words.next()
        guard !rule.text.isEmpty else { return nil }
        var end: Word?
        if !words.skipColon() {
            let word = words.next()
            if word.text == "until" { end = words.next() }
            _ = words.skipColon()
        }
        self.range = range
        self.rule = rule
        until = end
        reason = words.remainder
    }

    /// - Parameter place: the place of some offsets.
    func waiver(for scope: Span, place: (Range<Int>) -> Span) -> Waiver {
        Waiver(
            rule: Spanned(rule.text, place(rule.range)), reason: reason,
            until: until.map { Spanned($0.text, place($0.range)) }, scope: scope, span: place(range))
    }

    private struct Word {
        let text: String
        let range: Range<Int>
    }

    private struct Words {
        let bytes: [UInt8]
        var rest: Range<Int>

        /// Up to a space or a colon.
        mutating func next() -> Word {
            skipSpaces()
            let start = rest.lowerBound
            let end = bytes[rest].firstIndex { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ":") } ?? rest.upperBound
            rest = end..<rest.upperBound
            return Word(text: String(decoding: bytes[start..<end], as: UTF8.self), range: start..<end)
        }

        mutating func skipColon() -> Bool {
            skipSpaces()
            guard !rest.isEmpty, bytes[rest.lowerBound] == UInt8(ascii: ":") else { return false }
            rest = rest.lowerBound + 1..<rest.upperBound
            return true
        }

        private mutating func skipSpaces() {
            let end = bytes[rest].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? rest.upperBound
            rest = end..<rest.upperBound
        }

        var remainder: String {
            var text = bytes[rest]
            while let last = text.last, last <= 0x20 { text.removeLast() }
            while let first = text.first, first <= 0x20 { text.removeFirst() }
            return String(decoding: text, as: UTF8.self)
        }
    }
}

extension String {
    /// Whether a waiver can be in it.
    var mayHaveWaiver: Bool {
        let word: StaticString = "metricsgen:"
        var text = self
        return text.withUTF8 { bytes in
            guard bytes.count >= word.utf8CodeUnitCount else { return false }
            return (0...bytes.count - word.utf8CodeUnitCount).contains { start in
                bytes[start] == word.utf8Start[0]
                    && (1..<word.utf8CodeUnitCount).allSatisfy { bytes[start + $0] == word.utf8Start[$0] }
            }
        }
    }
}

extension PlacedString {
    /// The waivers in the comments of this query.
    ///
    /// - Parameter scope: what they apply to; nil for the query.
    func waivers(for scope: Span?, in source: SourceText, id: SourceID) -> [Waiver] {
        guard text.mayHaveWaiver else { return [] }
        let bytes = Array(text.utf8)
        return Self.comments(in: bytes).compactMap { WaiverComment($0, open: 1, close: 0, in: bytes) }.map {
            $0.waiver(for: scope ?? span(in: source, id: id)) { span(of: $0, in: source, id: id) }
        }
    }

    /// The comments of a query, up to the end of their lines.
    private static func comments(in query: [UInt8]) -> [Range<Int>] {
        var comments: [Range<Int>] = []
        var index = 0
        while index < query.count {
            switch query[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
                let quote = query[index]
                index += 1
                while index < query.count, query[index] != quote {
                    index += quote != UInt8(ascii: "`") && query[index] == UInt8(ascii: "\\") ? 2 : 1
                }
                index += 1
            case UInt8(ascii: "#"):
                let end = query[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? query.count
                comments.append(index..<end)
                index = end
            default: index += 1
            }
        }
        return comments
    }
}
