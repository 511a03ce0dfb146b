// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Findings as people read them on a terminal. The first line of each is `file:line:col: error: text [MG1234]`, which
/// Xcode, editors and `swift build` understand.
package struct TextReport {
    private let sources: SourceCollection
    private let isColored: Bool

    package init(sources: SourceCollection, isColored: Bool = false) {
        self.sources = sources
        self.isColored = isColored
    }

    /// The findings in file order, a blank line between two, and a newline at the end of the last.
    package func text(of findings: some Sequence<Finding>) -> String {
        PrintedText.withoutCommands(findings.inFileOrder().map(text(of:)).joined(separator: "\n"))
    }

    private func text(of finding: Finding) -> String {
        let spans = [finding.span] + finding.related.map(\.span)
        let gutter = spans.map { "\($0.start.line)".count }.max() ?? 1
        var lines = [
            heading(finding.span, finding.rule.severity, finding.message + " [\(finding.rule.code)]")
        ]
        lines += excerpt(finding.span, gutter: gutter, mark: "^", finding.underline, finding.rule.severity)
        for related in finding.related {
            lines.append(heading(related.span, .note, related.message))
            lines += excerpt(related.span, gutter: gutter, mark: "-", nil, .note)
        }
        let margin = String(repeating: " ", count: gutter + 1)
        for note in finding.notes { lines.append(attached(note, as: "note", margin: margin)) }
        if let help = finding.help { lines.append(attached(help, as: "help", margin: margin)) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func heading(_ span: Span, _ severity: Severity, _ message: String) -> String {
        "\(PrintedText.line(sources[span.source].path)):\(span.start): "
            + "\(colored(severity.rawValue + ":", severity)) \(PrintedText.line(message))"
    }

    /// The line of the place and, below it, the place underlined. A place that runs on past its line is underlined to
    /// the end of the line. Nothing where the text has no such line (a file that doesn't exist), or one without end.
    private func excerpt(_ span: Span, gutter: Int, mark: Character, _ underline: String?, _ severity: Severity)
        -> [String]
    {
        guard let (scalars, offset) = Self.window(around: span.start, in: sources[span.source]) else {
            return underline.map { [attached($0, as: "note", margin: String(repeating: " ", count: gutter + 1))] } ?? []
        }
        func index(_ column: Int) -> Int { max(0, min(column - 1 - offset, scalars.count)) }
        let start = index(span.start.column)
        let end = span.end.line == span.start.line ? index(span.end.column) : scalars.count
        let printable = scalars.map { Self.isPrintable($0) ? $0 : "\u{FFFD}" }
        let (padding, marks) = Self.marks(mark, under: start..<max(start, end), of: printable)
        let number = "\(span.start.line)"
        let blanks = String(repeating: " ", count: gutter - number.count)
        let shown = String(String.UnicodeScalarView(printable))
        return [
            "\(blanks)\(number) | \(shown)",
            "\(String(repeating: " ", count: gutter)) | \(padding)\(colored(marks, severity))"
                + (underline.map { " " + $0 } ?? ""),
        ]
    }

    /// The line below a source line: something as wide as the text before a range of its scalars, and a mark for each
    /// cell of the range. Tabs stay tabs, since their width depends on the terminal.
    private static func marks(
        _ mark: Character, under range: Range<Int>, of scalars: [Unicode.Scalar]
    ) -> (padding: String, marks: String) {
        var (padding, marks) = ("", "")
        var index = 0
        for character in String(String.UnicodeScalarView(scalars)) {
            let next = index + character.unicodeScalars.count
            defer { index = next }
            if next <= range.lowerBound {
                padding += character == "\t" ? "\t" : String(repeating: " ", count: CellWidth.width(of: character))
            } else if index < range.upperBound {
                let isInside = character == "\t" && next < range.upperBound && !marks.isEmpty
                let width = character == "\t" ? 1 : CellWidth.width(of: character)
                marks += isInside ? "\t" : String(repeating: mark, count: width)
            }
        }
        return (padding, marks.isEmpty ? String(mark) : marks)
    }

    /// The part of a line that is shown, and how many characters come before it; nil if the line is empty. Nobody reads a
    /// line of a megabyte, and no terminal should have to show one.
    private static func window(
        around position: Position, in source: SourceText
    ) -> (scalars: [Unicode.Scalar], offset: Int)? {
        let line = source.line(position.line)
        guard !line.isEmpty else { return nil }
        let limit = 400
        if line.utf8.count <= limit { return (Array(line.unicodeScalars), 0) }
        let offset = max(0, position.column - 1 - limit / 4)
        let skipped = source.offset(of: Position(line: position.line, column: offset + 1))
        let rest = source.text(in: skipped..<source.range(ofLine: position.line).upperBound)
        var shown = Array(rest.unicodeScalars.prefix(limit))
        if shown.count == limit { shown[limit - 1] = "…" }
        if offset > 0, !shown.isEmpty { shown[0] = "…" }
        return (shown, offset)
    }

    private func attached(_ text: String, as label: String, margin: String) -> String {
        let lines = PrintedText.lines(text).split(separator: "\n", omittingEmptySubsequences: false)
        let continued = lines.dropFirst().map { "\(margin)  \(String(repeating: " ", count: label.count + 2))\($0)" }
        return (["\(margin)= \(label): \(lines.first ?? "")"] + continued).joined(separator: "\n")
    }

    /// Control characters of a spec must not reach the terminal, nor those that turn the direction of a line.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool { scalar == "\t" || !scalar.isInvisible }

    private func colored(_ text: String, _ severity: Severity) -> String {
        guard isColored else { return text }
        let color =
            switch severity {
            case .error: "1;31"
            case .warning: "1;35"
            case .note: "1;36"
            }
        return "\u{1B}[\(color)m\(text)\u{1B}[0m"
    }
}
