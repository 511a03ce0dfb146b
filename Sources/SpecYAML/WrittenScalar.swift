// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// The bytes that a scalar is written with.
package struct WrittenScalar: Sendable {
    /// Where they begin in their text.
    package let offset: Int
    /// The scalar, and the white space behind it: the last line break belongs to a block scalar.
    private let bytes: [UInt8]
    /// How many bytes the scalar has without the white space.
    private let count: Int

    package init(_ span: Span, in source: SourceText) {
        offset = source.offset(of: span.start)
        count = source.offset(of: span.end) - offset
        let utf8 = source.text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: offset)
        var end = utf8.index(start, offsetBy: count)
        while end < utf8.endIndex, Self.isBlank(utf8[end]) { end = utf8.index(after: end) }
        bytes = Array(utf8[start..<end])
    }

    private init(_ bytes: [UInt8], count: Int, offset: Int) {
        self.bytes = bytes
        self.count = count
        self.offset = offset
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// For each byte of the decoded string the bytes of the text that stand for it; nil if something else is written.
    func places(of string: String) -> [Range<Int>]? {
        ScalarDecoder.places(of: Array(string.utf8), at: 0..<count, in: bytes)?.map {
            $0.lowerBound + offset..<$0.upperBound + offset
        }
    }
}

// MARK: Edits

extension WrittenScalar {
    /// What to write into the text for another string; nil where that can't be done without a change to anything else.
    ///
    /// - Parameters:
    ///   - part: offsets in the UTF-8 of the decoded string `string`.
    ///   - replacement: what the decoded string has there after the edit.
    /// - Returns: bytes of the text, and what replaces them.
    package func edit(replacing part: Range<Int>, of string: String, with replacement: String) -> (
        range: Range<Int>, text: String
    )? {
        guard let places = ScalarPlaces(of: string, in: self) else { return nil }
        let range = places.range(of: part)
        let local = range.lowerBound - offset..<range.upperBound - offset
        guard let text = encoded(replacement, at: local) else { return nil }
        let edited = WrittenScalar(
            Array(bytes[..<local.lowerBound]) + Array(text.utf8) + Array(bytes[local.upperBound...]),
            count: count - local.count + text.utf8.count, offset: offset)
        var expected = Array(string.utf8)
        expected.replaceSubrange(part, with: replacement.utf8)
        let decoded = String(decoding: expected, as: UTF8.self)
        guard edited.places(of: decoded) != nil, edited.isRead(as: decoded, insteadOf: self, string) else { return nil }
        return (range, text)
    }

    private var start: Int {
        ScalarDecoder.startOfContent(in: bytes, 0..<count)
    }

    private var isBlock: Bool {
        start < count && (bytes[start] == UInt8(ascii: "|") || bytes[start] == UInt8(ascii: ">"))
    }

    /// A string as this style of scalar has it; nil if it can't.
    private func encoded(_ text: String, at range: Range<Int>) -> String? {
        guard start < count else { return nil }
        // The spaces at the start of a line say what the line belongs to.
        let isAtStart = isAtStartOfLine(range.lowerBound)
        if isAtStart, Self.isBlank(bytes[range.lowerBound]) { return nil }
        if bytes[start] == UInt8(ascii: "\"") { return YAMLString.escaped(text) }
        guard !text.unicodeScalars.contains(where: Self.mayBreakLines) else { return nil }
        if bytes[start] == UInt8(ascii: "'") { return text.replacing("'", with: "''") }
        guard isBlock else { return text }
        // The last line break ends the scalar.
        guard range.upperBound <= count else { return nil }
        let first = text.utf8.first ?? (range.upperBound < count ? bytes[range.upperBound] : 0x20)
        return isAtStart && Self.isBlank(first) ? nil : text
    }

    /// Of any line but the first.
    private func isAtStartOfLine(_ index: Int) -> Bool {
        guard let lineBreak = bytes[..<index].lastIndex(where: { $0 == 0x0A || $0 == 0x0D }), index < bytes.count else {
            return false
        }
        return bytes[lineBreak..<index].allSatisfy(Self.isBlank)
    }

    /// To libyaml, there are more line breaks than to editors.
    private static func mayBreakLines(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

    /// Whether a YAML parser reads the scalar as a string, wherever the scalar is in its file. The lines of a block scalar
    /// have no notation that could be wrong.
    private func isRead(as string: String, insteadOf original: WrittenScalar, _ old: String) -> Bool {
        guard !isBlock else { return true }
        // In brackets more characters have a meaning. A scalar that has such a character now is in none.
        return isRead(as: string, between: "k: ", "\n")
            && (isRead(as: string, between: "[", "]\n") || !original.isRead(as: old, between: "[", "]\n"))
    }

    private func isRead(as string: String, between prefix: String, _ suffix: String) -> Bool {
        let text = prefix + String(decoding: bytes[..<count], as: UTF8.self) + suffix
        let tree = YAMLTree(SourceText(path: "", text: text), id: SourceID(index: 0))
        guard tree.stop == nil, tree.documents.count == 1, let root = tree.documents[0].root else { return false }
        let value = root["k"] ?? (root.elements?.count == 1 ? root.elements?[0] : nil)
        return value?.string.map { $0.utf8.elementsEqual(string.utf8) } ?? false
    }
}
