import SpecDiagnostics
import SpecJSON
import SpecYAML

/// A string of a file and where each of its bytes is written: through the escape sequences of JSON, the scalars of YAML,
/// and one inside the other.
package struct PlacedString: Sendable {
    /// Decoded: what the program that reads the file sees.
    package let text: String
    private let notation: Notation

    private indirect enum Notation: Sendable {
        /// The bytes of the file from an offset on.
        case verbatim(from: Int)
        /// A string of a JSON text, which is itself a string of the file.
        case json(JSONNode, in: PlacedString)
        /// A scalar of the file's YAML, at these bytes of the file.
        case yaml(Span)
        /// The bytes of another string from an offset on.
        case part(of: PlacedString, from: Int)
        /// All of it is at the place of another string, since nobody knows where its bytes are.
        case whole(PlacedString)
    }

    private init(_ text: String, _ notation: Notation) {
        self.text = text
        self.notation = notation
    }

    /// The whole text of a file.
    package init(_ source: SourceText) { self.init(source.text, .verbatim(from: 0)) }

    /// A part of a file that is written as it is.
    package init(_ text: String, verbatimFrom offset: Int) { self.init(text, .verbatim(from: offset)) }

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

    /// Another string that this one leads to, such as the value of a Go string literal. Every part of it has the place of
    /// this whole string.
    package func decoded(as text: String) -> PlacedString { PlacedString(text, .whole(self)) }

    /// The bytes of the file that a part of the string is written in.
    ///
    /// - Parameter part: offsets in the UTF-8 of the string.
    package func range(of part: Range<Int>, in source: SourceText) -> Range<Int> {
        switch notation {
        case .verbatim(let offset): return part.lowerBound + offset..<part.upperBound + offset
        case .json(let node, let document): return document.range(of: node.range(of: part), in: source)
        case .yaml(let span):
            guard let places = ScalarPlaces(of: text, at: span, in: source) else {
                return source.offset(of: span.start)..<source.offset(of: span.end)
            }
            let found = places.span(of: part)
            return source.offset(of: found.start)..<source.offset(of: found.end)
        case .part(let whole, let offset):
            return whole.range(of: part.lowerBound + offset..<part.upperBound + offset, in: source)
        case .whole(let string): return string.range(of: 0..<string.text.utf8.count, in: source)
        }
    }

    /// The place of a part of the string.
    package func span(of part: Range<Int>, in source: SourceText, id: SourceID) -> Span {
        let range = range(of: part, in: source)
        return Span(
            source: id, start: source.position(ofOffset: range.lowerBound),
            end: source.position(ofOffset: range.upperBound))
    }

    /// The place of the whole string.
    package func span(in source: SourceText, id: SourceID) -> Span { span(of: 0..<text.utf8.count, in: source, id: id) }
}
