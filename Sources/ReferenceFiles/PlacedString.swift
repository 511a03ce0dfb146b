// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecJSON
import SpecYAML

/// A string of a file and where each of its bytes is written: through the escape sequences of JSON, the scalars of YAML,
/// the lines of a page, and one inside the other.
package struct PlacedString: Sendable {
    /// Decoded: what the program that reads the file sees.
    package let text: String
    let notation: Notation

    indirect enum Notation: Sendable {
        /// All of the file.
        case file
        /// A string of a JSON text, which is itself a string of the file.
        case json(JSONNode, in: PlacedString)
        /// A scalar of the file's YAML.
        case yaml(Span)
        /// Parts of another string, one after the other.
        case parts([Range<Int>], of: PlacedString)
        /// A string of another text, which is itself a string of the file.
        case embedded(PlacedString, text: SourceText, in: PlacedString)
        /// All of it is at the place of another string, since nobody knows where its bytes are.
        case whole(PlacedString)
        /// A string literal of Go in another string.
        case literal(GoString, in: PlacedString)
    }

    private init(_ text: String, _ notation: Notation) {
        self.text = text
        self.notation = notation
    }

    /// The whole text of a file.
    package init(_ source: SourceText) { self.init(source.text, .file) }

    /// A part of a file that is written as it is.
    package init(_ text: String, verbatimFrom offset: Int) {
        self.init(text, .parts([offset..<offset + text.utf8.count], of: PlacedString("", .file)))
    }

    /// A string of a JSON text that `document` contains.
    package init?(_ node: JSONNode, in document: PlacedString) {
        guard let text = node.string else { return nil }
        self.init(text, .json(node, in: document))
    }

    /// A scalar of YAML.
    package init?(_ element: YAMLElement) {
        guard let text = element.string, let written = element.resolved else { return nil }
        self.init(text, .yaml(written.span))
    }

    /// A part of this string.
    ///
    /// - Parameter range: offsets in the UTF-8 of the string, at characters' borders.
    package func part(_ range: Range<Int>) -> PlacedString { parts([range]) }

    /// Parts of this string, one after the other, such as the lines of a quotation without what marks it.
    ///
    /// - Parameter ranges: offsets in the UTF-8 of the string, at characters' borders.
    package func parts(_ ranges: [Range<Int>]) -> PlacedString {
        let utf8 = text.utf8
        let parts = ranges.map { range -> Substring in
            let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
            return text[start..<utf8.index(start, offsetBy: range.count)]
        }
        return PlacedString(parts.joined(), .parts(ranges, of: self))
    }

    /// This string of another string of a file: a block of a page, or a value of a ConfigMap.
    package func embedded(from text: SourceText, in outer: PlacedString) -> PlacedString {
        PlacedString(self.text, .embedded(self, text: text, in: outer))
    }

    /// Another string that this one leads to. Every part of it has the place of this whole string.
    package func decoded(as text: String) -> PlacedString { PlacedString(text, .whole(self)) }

    /// A string literal of Go in this string.
    func string(of literal: GoString) -> PlacedString { PlacedString(literal.text, .literal(literal, in: self)) }

    // MARK: Places

    /// The bytes of the file that a part of the string is written in.
    ///
    /// - Parameter part: offsets in the UTF-8 of the string.
    package func range(of part: Range<Int>, in source: SourceText) -> Range<Int> {
        switch notation {
        case .file: return part
        case .parts(let parts, let whole): return whole.range(of: Self.range(of: part, in: parts), in: source)
        case .json(let node, let document): return document.range(of: node.range(of: part), in: source)
        case .yaml(let span):
            return ScalarPlaces(of: text, in: WrittenScalar(span, in: source))?.range(of: part)
                ?? source.offset(of: span.start)..<source.offset(of: span.end)
        case .embedded(let string, let text, let outer):
            return outer.range(of: string.range(of: part, in: text), in: source)
        case .whole(let string): return string.range(of: 0..<string.text.utf8.count, in: source)
        case .literal(let literal, let string): return string.range(of: literal.range(of: part), in: source)
        }
    }

    static func range(of part: Range<Int>, in parts: [Range<Int>]) -> Range<Int> {
        func offset(of byte: Int) -> Int {
            var rest = byte
            for part in parts {
                if rest < part.count { return part.lowerBound + rest }
                rest -= part.count
            }
            return (parts.last?.upperBound ?? 0) + rest
        }
        let start = offset(of: part.lowerBound)
        return start..<(part.isEmpty ? start : offset(of: part.upperBound - 1) + 1)
    }

    /// The place of a part of the string.
    package func span(of part: Range<Int>, in source: SourceText, id: SourceID) -> Span {
        source.span(range(of: part, in: source), id: id)
    }

    /// The place of the whole string.
    package func span(in source: SourceText, id: SourceID) -> Span { span(of: 0..<text.utf8.count, in: source, id: id) }
}
