// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

/// Code in the text of a page, between backquotes.
struct InlineCode {
    let string: PlacedString
    /// Where it is in the text of which it is a part, without its backquotes.
    let range: Range<Int>

    /// Whether it is a name and nothing else.
    var isName: Bool { PromQLName.isSeries(string.text) }

    /// Whether it is a query: it has a call, a matcher or a range, and Prometheus would take it.
    var isQuery: Bool {
        guard string.text.utf8.contains(where: { "([{".utf8.contains($0) }) else { return false }
        let reading = PromQLReading(string.text, templates: .grafana)
        return reading.findings.isEmpty && reading.expression.asksForSeries
    }

    /// All code in a string.
    static func all(in text: PlacedString, isTableRow: Bool) -> [InlineCode] {
        let bytes = Array(text.text.utf8)
        var codes: [InlineCode] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "\\") {
                position += 2
                continue
            }
            guard bytes[position] == UInt8(ascii: "`") else {
                position += 1
                continue
            }
            let length = bytes[position...].prefix { $0 == UInt8(ascii: "`") }.count
            let start = position + length
            guard let end = self.end(of: length, from: start, in: bytes) else {
                position = start
                continue
            }
            position = end + length
            var content = start..<end
            // A space on each side is there for code that begins or ends with a backquote.
            if content.count > 2, bytes[start] == 0x20, bytes[end - 1] == 0x20 { content = start + 1..<end - 1 }
            let bars =
                isTableRow
                ? content.dropLast().filter { bytes[$0] == UInt8(ascii: "\\") && bytes[$0 + 1] == UInt8(ascii: "|") }
                : []
            codes.append(InlineCode(string: text.parts(Self.parts(of: content, without: bars)), range: content))
        }
        return codes
    }

    private static func parts(of range: Range<Int>, without offsets: [Int]) -> [Range<Int>] {
        var start = range.lowerBound
        var parts: [Range<Int>] = []
        for offset in offsets {
            parts.append(start..<offset)
            start = offset + 1
        }
        return parts + [start..<range.upperBound]
    }

    private static func end(of length: Int, from start: Int, in bytes: [UInt8]) -> Int? {
        var position = start
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "`") else {
                position += 1
                continue
            }
            let run = bytes[position...].prefix { $0 == UInt8(ascii: "`") }.count
            if run == length { return position }
            position += run
        }
        return nil
    }
}

extension PromQLExpression {
    /// Whether there are series in it, and more than their names.
    fileprivate var asksForSeries: Bool {
        switch form {
        case .vector(let selector, _): !selector.matchers.isEmpty
        case .range, .subquery, .call, .aggregation, .aggregationTemplate: true
        case .parentheses(let inner), .unary(_, let inner): inner.asksForSeries
        case .binary(let operation): operation.left.asksForSeries || operation.right.asksForSeries
        case .number, .duration, .string, .hole, .numberTemplate, .missing: false
        }
    }
}
