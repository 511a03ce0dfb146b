import SpecDiagnostics

/// Where each byte of a scalar's decoded string is written: a diagnostic can point to the 17th character of a query,
/// whether the query is in quotes, has escape sequences or is folded over several lines.
///
/// Nothing is kept for this while a file is read. The scalar is decoded again from its source.
package struct ScalarPlaces {
    private let source: SourceText
    private let id: SourceID
    /// For each byte of the decoded string, the bytes of the source that stand for it.
    private let places: [Range<Int>]
    /// The place behind the last byte.
    private let end: Int

    /// Nil where the source doesn't say this at that place.
    package init?(of string: String, at span: Span, in source: SourceText) {
        let written = source.offset(of: span.start)..<source.offset(of: span.end)
        guard let places = ScalarDecoder.places(of: Array(string.utf8), at: written, in: Array(source.text.utf8)) else {
            return nil
        }
        self.source = source
        self.id = span.source
        self.places = places
        end = places.last?.upperBound ?? written.lowerBound
    }

    /// The place of a part of the string.
    ///
    /// - Parameter part: offsets in the UTF-8 of the decoded string. A part of an escape sequence has the place of the
    ///   whole sequence. The place of an empty part is empty.
    package func span(of part: Range<Int>) -> Span {
        let start = part.lowerBound < places.count ? places[part.lowerBound].lowerBound : end
        let last = part.isEmpty ? start : part.upperBound <= places.count ? places[part.upperBound - 1].upperBound : end
        return Span(
            source: id, start: source.position(ofOffset: start), end: source.position(ofOffset: max(start, last)))
    }
}

extension Sequence<Finding> {
    /// The same findings, those about a part of a string at the place where that part is written.
    package func locatingParts(in sources: SourceCollection) -> [Finding] {
        map { finding in
            guard let part = finding.part else { return finding }
            let places = ScalarPlaces(of: part.string, at: finding.span, in: sources[finding.span.source])
            return finding.moved(to: places?.span(of: part.range) ?? finding.span)
        }
    }
}
