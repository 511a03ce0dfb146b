// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

/// The queries of a block of PromQL.
///
/// A block is one query. It is one in each paragraph if there are several and each is a query by itself, or one on each
/// line. What is none of these is a query with a mistake.
enum PageQueries {
    static func queries(in block: PlacedString, use: PageUse, title: String) -> [ReferencedQuery] {
        let bytes = Array(block.text.utf8)
        let paragraphs = paragraphs(of: bytes)
        guard let first = paragraphs.first, let last = paragraphs.last else { return [] }
        let whole = first.lowerBound..<last.upperBound
        var parts: [Range<Int>]
        if paragraphs.count > 1, paragraphs.allSatisfy({ isQuery($0, of: block) }) {
            parts = paragraphs
        } else if isQuery(whole, of: block) {
            parts = [whole]
        } else {
            parts = paragraphs.flatMap { paragraph -> [Range<Int>] in
                if isQuery(paragraph, of: block) { return [paragraph] }
                let lines = queryLines(of: bytes, in: paragraph)
                return lines.count > 1 && lines.allSatisfy { isQuery($0, of: block) } ? lines : [paragraph]
            }
        }
        parts.removeAll { isComment(bytes[$0]) }
        return parts.map { part in
            let string = block.part(part)
            // A sketch leaves something out.
            let isSketch = string.text.contains("...") || string.text.contains("…")
            return ReferencedQuery(string, templates: .grafana, use: .page(use), title: title, isCertain: !isSketch)
        }
    }

    private static func isQuery(_ part: Range<Int>, of block: PlacedString) -> Bool {
        PromQLReading(block.part(part).text, templates: .grafana).findings.isEmpty
    }

    /// Runs of lines without an empty one.
    private static func paragraphs(of bytes: [UInt8]) -> [Range<Int>] {
        var paragraphs: [Range<Int>] = []
        var wasBlank = true
        for line in PageLine.lines(of: bytes) {
            let isBlank = bytes[line.content].allSatisfy { $0 == 0x20 || $0 == 0x09 }
            if !isBlank {
                if wasBlank { paragraphs.append(line.content) }
                paragraphs[paragraphs.count - 1] = paragraphs[paragraphs.count - 1].lowerBound..<line.content.upperBound
            }
            wasBlank = isBlank
        }
        // A comment belongs to the query below it.
        return paragraphs.reduce(into: [Range<Int>]()) { joined, paragraph in
            if let last = joined.last, isComment(bytes[last]) {
                joined[joined.count - 1] = last.lowerBound..<paragraph.upperBound
            } else {
                joined.append(paragraph)
            }
        }
    }

    /// The lines of a paragraph, each with the comments above it.
    private static func queryLines(of bytes: [UInt8], in paragraph: Range<Int>) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start: Int?
        for line in PageLine.lines(of: bytes) where paragraph.contains(line.content.lowerBound) {
            let first = start ?? line.content.lowerBound
            start = first
            guard !isComment(bytes[line.content]) else { continue }
            lines.append(first..<line.content.upperBound)
            start = nil
        }
        return lines
    }

    /// Whether all lines are comments.
    private static func isComment(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.split { $0 == 0x0A || $0 == 0x0D }.allSatisfy { line in
            line.first { $0 != 0x20 && $0 != 0x09 }.map { $0 == UInt8(ascii: "#") } ?? true
        }
    }
}
