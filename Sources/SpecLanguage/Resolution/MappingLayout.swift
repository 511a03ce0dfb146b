// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

/// The places of the entries of a mapping in their file: what a fix needs to delete some of them.
struct MappingLayout: Sendable {
    struct Entry: Sendable {
        let key: Spanned<String>
        let value: Span
    }

    let entries: [Entry]
    let isFlow: Bool

    init(entries: [Entry], isFlow: Bool) {
        self.entries = entries
        self.isFlow = isFlow
    }

    init(_ mapping: YAMLMapping) {
        self.init(
            entries: mapping.entries.map { .init(key: $0.key, value: $0.value.span) }, isFlow: mapping.isFlow)
    }

    /// A place before a key; nil where the mapping doesn't have it.
    func insertionPoint(before key: String) -> InsertionPoint? {
        entries.first { $0.key.value == key }.map { InsertionPoint(before: $0.key.span, isFlow: isFlow) }
    }

    /// The text to delete to remove exactly these entries. A comment above or after an entry is deleted with it.
    func spans(dropping isDropped: (String) -> Bool, in text: SourceText) -> [Span] {
        guard !isFlow else { return flowSpans(isDropped) }
        return entries.indices.filter { isDropped(entries[$0].key.value) }
            .map { blockSpan($0, text, keepsHeadings: false) }
    }

    /// The text to delete to remove one entry; nil if it is the only one of a flow mapping. It looks only at the
    /// entry and its neighbours.
    ///
    /// - Parameter keepsHeadings: whether a comment above an entry stays where it may speak of those behind it as well.
    func span(droppingEntryAt index: Int, in text: SourceText, keepsHeadings: Bool) -> Span? {
        isFlow ? flowSpan(index..<index + 1) : blockSpan(index, text, keepsHeadings: keepsHeadings)
    }

    /// Whole lines: from the first comment above the key to the value's last line.
    private func blockSpan(_ index: Int, _ text: SourceText, keepsHeadings: Bool) -> Span {
        let entry = entries[index]
        let end = Self.lastLine(of: entry, text)
        let previousEnd = index > 0 ? Self.lastLine(of: entries[index - 1], text) : 0
        var first = entry.key.span.start.line
        if !keepsHeadings || !hasHeading(index, endingAt: end) {
            while first - 1 > previousEnd, Self.isComment(text.line(first - 1)),
                !keepsHeadings || !Self.isRuled(text.line(first - 1))
            { first -= 1 }
        }
        return Span(
            source: entry.key.span.source, start: Position(line: first, column: 1), end: text.start(ofLineBehind: end))
    }

    /// Whether the comment above an entry can be the heading of several: it is the first of them, or the next one
    /// follows it without an empty line or a comment of its own.
    private func hasHeading(_ index: Int, endingAt end: Int) -> Bool {
        guard index + 1 < entries.endIndex else { return false }
        return index == 0 || entries[index + 1].key.span.start.line == end + 1
    }

    private func flowSpans(_ isDropped: (String) -> Bool) -> [Span] {
        var spans: [Span] = []
        var index = entries.startIndex
        while index < entries.endIndex {
            guard isDropped(entries[index].key.value) else {
                index += 1
                continue
            }
            let first = index
            while index < entries.endIndex, isDropped(entries[index].key.value) { index += 1 }
            if let span = flowSpan(first..<index) { spans.append(span) }
        }
        return spans
    }

    /// From the end of what stays before to the end of the run; a run that comes first goes up to what stays behind it.
    private func flowSpan(_ run: Range<Int>) -> Span? {
        let first = entries[run.lowerBound]
        if run.lowerBound > entries.startIndex {
            return Span(
                source: first.key.span.source, start: entries[run.lowerBound - 1].value.end,
                end: entries[run.upperBound - 1].value.end)
        }
        guard run.upperBound < entries.endIndex else { return nil }
        return Span(
            source: first.key.span.source, start: first.key.span.start, end: entries[run.upperBound].key.span.start)
    }

    /// A string after `|` or `>` can end at the start of the next line, with empty lines before that.
    private static func lastLine(of entry: Entry, _ text: SourceText) -> Int {
        let end = entry.value.end
        var line = max(entry.key.span.end.line, end.column == 1 ? end.line - 1 : end.line)
        while line > entry.key.span.end.line, text.line(line).allSatisfy(\.isWhitespace) { line -= 1 }
        return line
    }

    private static func isComment(_ line: Substring) -> Bool { line.first { $0 != " " } == "#" }

    /// Whether a comment has a line drawn in it, as headings do.
    private static func isRuled(_ line: Substring) -> Bool {
        ["---", "===", "###", "***", "___", "~~~"].contains { line.contains($0) }
    }
}
