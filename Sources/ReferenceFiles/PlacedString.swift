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
        /// Parts of a page, one after the other.
        case pieces([Range<Int>])
        /// A string of a JSON text, which is itself a string of the file.
        case json(JSONNode, in: PlacedString)
        /// A scalar of the file's YAML.
        case yaml(Span)
        /// The bytes of another string from an offset on.
        case part(of: PlacedString, from: Int)
        /// A string of another text, which is itself a string of the file.
        case embedded(PlacedString, text: SourceText, in: PlacedString)
        /// All of it is at the place of another string, since nobody knows where its bytes are.
        case whole(PlacedString)
    }

    private init(_ text: String, _ notation: Notation) {
        self.text = text
        self.notation = notation
    }

    /// The whole text of a file.
    package init(_ source: SourceText) { self.init(source.text, .file) }

    /// A part of a file that is written as it is.
    package init(_ text: String, verbatimFrom offset: Int) {
        self.init(text, .pieces([offset..<offset + text.utf8.count]))
    }

    /// Parts of a file that are written as they are, such as the lines of a quotation without what marks it.
    ///
    /// - Parameter pieces: bytes of the file.
    package init(_ pieces: [Range<Int>], of source: SourceText) {
        let utf8 = source.text.utf8
        let text = pieces.map { piece in
            let start = utf8.index(utf8.startIndex, offsetBy: piece.lowerBound)
            return String(decoding: utf8[start..<utf8.index(start, offsetBy: piece.count)], as: UTF8.self)
        }
        self.init(text.joined(), .pieces(pieces))
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
    package func part(_ range: Range<Int>) -> PlacedString {
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        let end = bytes.index(start, offsetBy: range.count)
        return PlacedString(String(text[start..<end]), .part(of: self, from: range.lowerBound))
    }

    /// This string of a text that is itself a string of a file: a block of a page, or a value of a ConfigMap.
    package func embedded(from text: SourceText, in outer: PlacedString) -> PlacedString {
        PlacedString(self.text, .embedded(self, text: text, in: outer))
    }

    /// Another string that this one leads to, such as the value of a Go string literal. Every part of it has the place of
    /// this whole string.
    package func decoded(as text: String) -> PlacedString { PlacedString(text, .whole(self)) }

    // MARK: Places

    /// The bytes of the file that a part of the string is written in.
    ///
    /// - Parameter part: offsets in the UTF-8 of the string.
    package func range(of part: Range<Int>, in source: SourceText) -> Range<Int> {
        switch notation {
        case .file: return part
        case .pieces(let pieces):
            let start = Self.offset(of: part.lowerBound, in: pieces)
            return start..<(part.isEmpty ? start : Self.offset(of: part.upperBound - 1, in: pieces) + 1)
        case .json(let node, let document): return document.range(of: node.range(of: part), in: source)
        case .yaml(let span):
            return ScalarPlaces(of: text, in: WrittenScalar(span, in: source))?.range(of: part)
                ?? source.offset(of: span.start)..<source.offset(of: span.end)
        case .part(let whole, let offset):
            return whole.range(of: part.lowerBound + offset..<part.upperBound + offset, in: source)
        case .embedded(let string, let text, let outer):
            return outer.range(of: string.range(of: part, in: text), in: source)
        case .whole(let string): return string.range(of: 0..<string.text.utf8.count, in: source)
        }
    }

    private static func offset(of byte: Int, in pieces: [Range<Int>]) -> Int {
        var rest = byte
        for piece in pieces {
            if rest < piece.count { return piece.lowerBound + rest }
            rest -= piece.count
        }
        return (pieces.last?.upperBound ?? 0) + rest
    }

    /// The place of a part of the string.
    package func span(of part: Range<Int>, in source: SourceText, id: SourceID) -> Span {
        source.span(range(of: part, in: source), id: id)
    }

    /// The place of the whole string.
    package func span(in source: SourceText, id: SourceID) -> Span { span(of: 0..<text.utf8.count, in: source, id: id) }
}
