import SpecDiagnostics

/// Where the entries of a mapping stand in their file: what a fix needs to take some of them out.
struct MappingLayout: Sendable {
    struct Entry: Sendable {
        let key: Spanned<String>
        let value: Span
    }

    let entries: [Entry]
    let isFlow: Bool

    /// What has to go so that these entries are gone and nothing else is. A comment goes with the entry that it stands
    /// above or behind.
    ///
    /// - Parameter keepsHeadings: whether a comment above an entry stays where it may speak of those behind it as well.
    func spans(
        dropping isDropped: (String) -> Bool, in text: SourceText, keepsHeadings: Bool = false
    ) -> [Span] {
        isFlow ? flowSpans(isDropped) : blockSpans(isDropped, text, keepsHeadings: keepsHeadings)
    }

    /// Whole lines: from the first comment above the key to the value's last line.
    private func blockSpans(_ isDropped: (String) -> Bool, _ text: SourceText, keepsHeadings: Bool) -> [Span] {
        var spans: [Span] = []
        var previousEnd = 0
        for (index, entry) in entries.enumerated() {
            let end = Self.lastLine(of: entry, text)
            defer { previousEnd = end }
            guard isDropped(entry.key.value) else { continue }
            var first = entry.key.span.start.line
            if !keepsHeadings || !hasHeading(index, endingAt: end) {
                while first - 1 > previousEnd, Self.isComment(text.line(first - 1)),
                    !keepsHeadings || !Self.isRuled(text.line(first - 1))
                { first -= 1 }
            }
            spans.append(
                Span(
                    source: entry.key.span.source, start: Position(line: first, column: 1),
                    end: text.start(ofLineBehind: end)))
        }
        return spans
    }

    /// Whether what stands above an entry can be the heading of several: it is the first of them, or the next one
    /// follows it without an empty line or a comment of its own.
    private func hasHeading(_ index: Int, endingAt end: Int) -> Bool {
        guard index + 1 < entries.endIndex else { return false }
        return index == 0 || entries[index + 1].key.span.start.line == end + 1
    }

    /// From the end of what stays before to the end of the run; a run that comes first goes up to what stays behind it.
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
            let source = entries[first].key.span.source
            if first > entries.startIndex {
                spans.append(
                    Span(source: source, start: entries[first - 1].value.end, end: entries[index - 1].value.end))
            } else if index < entries.endIndex {
                spans.append(
                    Span(source: source, start: entries[first].key.span.start, end: entries[index].key.span.start))
            }
        }
        return spans
    }

    /// A text after `|` or `>` can end at the start of the line behind it, with empty lines before that.
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
