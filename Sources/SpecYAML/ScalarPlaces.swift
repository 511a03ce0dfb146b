// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// Where each byte of a scalar's decoded string is written: a diagnostic can point to the 17th character of a query,
/// whether the query is in quotes, has escape sequences or is folded over several lines.
///
/// Nothing is kept for this while a file is read. The scalar is decoded again from its source.
package struct ScalarPlaces {
    /// For each byte of the decoded string, the bytes of the source that stand for it.
    private let places: [Range<Int>]
    /// The place behind the last byte.
    private let end: Int

    /// Nil where something else is written.
    package init?(of string: String, in written: WrittenScalar) {
        guard let places = written.places(of: string) else { return nil }
        self.places = places
        end = places.last?.upperBound ?? written.offset
    }

    /// The bytes of the source that stand for a part of the string.
    ///
    /// - Parameter part: offsets in the UTF-8 of the decoded string. A part of an escape sequence has the place of the
    ///   whole sequence. The place of an empty part is empty.
    package func range(of part: Range<Int>) -> Range<Int> {
        let start = part.lowerBound < places.count ? places[part.lowerBound].lowerBound : end
        let last = part.isEmpty ? start : part.upperBound <= places.count ? places[part.upperBound - 1].upperBound : end
        return start..<max(start, last)
    }
}

extension Sequence<Finding> {
    /// The same findings, those about a part of a string at the place where that part is written.
    package func locatingParts(in sources: SourceCollection) -> [Finding] {
        map { finding in
            guard let part = finding.part else { return finding }
            let source = sources[finding.span.source]
            guard let places = ScalarPlaces(of: part.string, in: WrittenScalar(finding.span, in: source)) else {
                return finding.moved(to: finding.span)
            }
            return finding.moved(to: source.span(places.range(of: part.range), id: finding.span.source))
        }
    }
}
