// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// A query as the compiler reads it, and the string of the spec that it comes from.
///
/// The spec says `requests_total{outcome="error"}`, and the query is `rate(shop_requests_total{outcome="error"}[5m])`: the
/// name is longer, and a function is around it.
struct WrittenQuery {
    /// What is read.
    let text: String
    /// What the spec says, and where.
    let written: String
    let place: Span
    /// The part of `text` that takes the place of `written`.
    private let start: Int
    private let end: Int
    /// The lengths of the name, there and in the spec.
    private let nameLengths: (full: Int, written: Int)

    /// A query that the spec has as it is.
    init(_ written: String, at place: Span) {
        self.init(written, at: place, before: "", name: "", writtenName: "", after: "")
    }

    /// A series of the spec with another name and a function around it.
    ///
    /// - Parameters:
    ///   - name: the name of the series.
    ///   - writtenName: what `written` begins with instead.
    init(
        _ written: String, at place: Span, before: String, name: String, writtenName: String, after: String
    ) {
        let rest = String(decoding: written.utf8.dropFirst(writtenName.utf8.count), as: UTF8.self)
        text = before + name + rest + after
        self.written = written
        self.place = place
        start = before.utf8.count
        end = start + name.utf8.count + rest.utf8.count
        nameLengths = (name.utf8.count, writtenName.utf8.count)
    }

    /// The part of the spec's string for a part of the query; nil for the whole string.
    func part(_ range: Range<Int>) -> Finding.Part? {
        let lower = offset(range.lowerBound)
        let upper = max(lower, offset(range.upperBound))
        if lower < upper { return Finding.Part(lower..<upper, of: written) }
        // Something is missing here: what is before it can be seen.
        let bytes = Array(written.utf8)
        guard let last = bytes[..<lower].lastIndex(where: { $0 & 0xC0 != 0x80 && !Self.isSpace($0) }) else {
            return nil
        }
        return Finding.Part(last..<lower, of: written)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

    private func offset(_ offset: Int) -> Int {
        let inside = min(max(offset, start), end) - start
        guard inside >= nameLengths.full else { return min(inside, nameLengths.written) }
        return inside - nameLengths.full + nameLengths.written
    }
}
