// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecDiagnostics

/// Reads the queries of a page in Markdown: blocks of PromQL, blocks of YAML or JSON that hold rules or dashboards, and
/// inline code.
struct PageReader {
    let source: SourceText
    let id: SourceID
    let bytes: [UInt8]
    private let whole: PlacedString
    var file = ReferenceFile(.page)
    private var headings = PageHeadings()
    private var fence: Fence?
    private var paragraph: Paragraph?
    private var isInComment = false
    /// Whether the line before was empty, and whether the place is inside a list. Elsewhere lines that are indented by four
    /// columns are code, and no fence, as in CommonMark.
    private var (wasBlank, isInList) = (true, false)
    /// Waivers on lines of their own, for the next block.
    private var pendingWaivers: [WaiverComment] = []
    /// The waivers of the table that the last line is a row of.
    private var tableWaivers: Range<Int>?

    private struct Fence {
        let line: PageLine
        let mark: UInt8
        let length: Int
        let quoteDepth: Int
        /// The spaces before it, which the lines in it have too.
        let indentation: Int
        let language: String
        var pieces: [Range<Int>] = []
    }

    private struct Paragraph {
        let quoteDepth: Int
        let isTableRow: Bool
        var pieces: [Range<Int>]
    }

    /// Whether a file is certainly a page: its name says so, and it doesn't begin as JSON does.
    static func isPage(_ source: SourceText) -> Bool {
        let name = source.path.lowercased()
        guard [".md", ".markdown", ".mdx"].contains(where: name.hasSuffix) else { return false }
        // `{{< … >}}` and `{% … %}` are for programs that make a site of pages.
        let text = source.text.utf8.drop { $0 <= 0x20 }
        guard text.first == UInt8(ascii: "{") else { return true }
        return text.dropFirst().first { $0 > 0x20 } != UInt8(ascii: "\"")
    }

    /// Whether a file that is nothing else has a block of code as pages do.
    static func looksLikePage(_ source: SourceText) -> Bool {
        let bytes = Array(source.text.utf8)
        return PageLine.lines(of: bytes).contains { line in
            let text = bytes[line.content].drop { $0 == 0x20 }
            return text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8)
        }
    }

    static func read(_ source: SourceText, id: SourceID) -> ReferenceFile {
        var reader = PageReader(source: source, id: id)
        reader.read()
        return reader.file
    }

    private init(source: SourceText, id: SourceID) {
        self.source = source
        self.id = id
        bytes = Array(source.text.utf8)
        whole = PlacedString(source)
        headings.isChangelog = PageHeadings.isChangelog(fileName: source.path)
    }

    private mutating func read() {
        var lines = PageLine.lines(of: bytes)[...]
        if let first = lines.first, text(first.content) == "---",
            let end = lines.dropFirst().firstIndex(where: { text($0.content) == "---" })
        {
            lines = lines[(end + 1)...]
        }
        for line in lines { read(line) }
        endFence(at: bytes.count)
        endParagraph()
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func span(_ range: Range<Int>) -> Span { source.span(range, id: id) }

    // MARK: Lines

    private mutating func read(_ line: PageLine) {
        if fence != nil, readInFence(line) { return }
        let (depth, start) = line.quotes(in: bytes, atMost: .max)
        let rest = start..<line.content.upperBound
        if isInComment {
            isInComment = !text(rest).contains("-->")
            return
        }
        let first = bytes[rest].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? rest.upperBound
        defer { wasBlank = first == rest.upperBound }
        guard first < rest.upperBound else { return endParagraph() }
        if !isInList, paragraph?.isTableRow != true, line.columns(in: bytes, from: start, to: first) >= 4 {
            // In a paragraph, it is the next line of that.
            guard paragraph?.quoteDepth == depth else { return endParagraph() }
            return add(first..<line.end, depth)
        }
        let item = line.items(in: bytes, from: first)
        let content = item..<line.content.upperBound
        if item > first { isInList = true } else if wasBlank, first == start { isInList = false }
        if let fence = fence(at: content, line, depth, indentation: item - start) {
            endParagraph()
            self.fence = fence
        } else if text(content).hasPrefix("<!--") {
            endParagraph()
            readComment(content)
        } else if let (level, title) = PageHeadings.heading(text(content)) {
            endParagraph()
            headings.add(level: level, title)
            add(content.lowerBound..<line.end, depth)
            endParagraph()
        } else if let paragraph, !paragraph.isTableRow, paragraph.quoteDepth == depth, item == first,
            let level = PageHeadings.level(ofUnderline: text(content))
        {
            let title = whole.parts(paragraph.pieces).text
            headings.add(level: level, title)
            endParagraph()
        } else {
            let isTableRow = bytes[item] == UInt8(ascii: "|")
            if item > first || isTableRow || paragraph?.quoteDepth != depth || paragraph?.isTableRow == true {
                endParagraph(isTableRow: isTableRow)
            }
            add(content.lowerBound..<line.end, depth, isTableRow: isTableRow)
        }
    }

    private mutating func add(_ piece: Range<Int>, _ depth: Int, isTableRow: Bool = false) {
        if paragraph == nil { paragraph = Paragraph(quoteDepth: depth, isTableRow: isTableRow, pieces: []) }
        paragraph?.pieces.append(piece)
    }

    private mutating func readComment(_ content: Range<Int>) {
        guard let end = bytes[content].firstRange(of: "-->".utf8) else {
            isInComment = true
            return
        }
        let comment = content.lowerBound..<end.upperBound
        if let waiver = WaiverComment(comment, open: 4, close: 3, in: bytes) { pendingWaivers.append(waiver) }
    }

    // MARK: Blocks of code

    private func fence(at content: Range<Int>, _ line: PageLine, _ depth: Int, indentation: Int) -> Fence? {
        let mark = bytes[content.lowerBound]
        guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let length = bytes[content].prefix { $0 == mark }.count
        let info = text(content.lowerBound + length..<content.upperBound)
        guard length >= 3, mark == UInt8(ascii: "~") || !info.contains("`") else { return nil }
        let language = info.split { " \t,{}".contains($0) }.first ?? ""
        return Fence(
            line: line, mark: mark, length: length, quoteDepth: depth, indentation: indentation,
            language: language.lowercased())
    }

    /// - Returns: false where the quotation that the block is in has ended, and the block with it.
    private mutating func readInFence(_ line: PageLine) -> Bool {
        guard let open = fence else { return false }
        // A line of a query may begin with `>` too.
        let (depth, start) = line.quotes(in: bytes, atMost: open.quoteDepth)
        guard depth == open.quoteDepth else {
            endFence(at: line.content.lowerBound)
            return false
        }
        let rest = bytes[start..<line.content.upperBound]
        let indentation = rest.prefix { $0 == 0x20 || $0 == 0x09 }.count
        let columns = line.columns(in: bytes, from: start, to: start + indentation)
        let marks = rest.dropFirst(indentation).prefix { $0 == open.mark }
        if marks.count >= open.length, columns < 4 || isInList,
            rest[marks.endIndex...].allSatisfy({ $0 == 0x20 || $0 == 0x09 })
        {
            endFence(at: line.content.upperBound)
        } else {
            fence?.pieces.append(start + min(indentation, open.indentation)..<line.end)
        }
        return true
    }

    private mutating func endFence(at end: Int) {
        guard let fence else { return }
        self.fence = nil
        apply(pendingWaivers, to: fence.line.content.lowerBound..<end)
        pendingWaivers = []
        guard !headings.isHistory, !fence.pieces.isEmpty else { return }
        let block = whole.parts(fence.pieces)
        switch fence.language {
        case "promql":
            let queries = PageQueries.queries(in: block, use: use(), title: headings.title)
            for query in queries { file.waivers += query.string.waivers(for: nil, in: source, id: id) }
            file.queries += queries
        case "yaml", "yml", "json":
            // A page has many blocks of other YAML and JSON, and shortened ones.
            var reader = FileReader(source, id: id)
            reader.read(block, isDashboard: false)
            if reader.file.faults.allSatisfy(\.isReadNevertheless) { file.append(reader.file) }
        default: break
        }
    }

    // MARK: Text

    private mutating func endParagraph(isTableRow: Bool = false) {
        guard let ended = paragraph else {
            if !isTableRow { tableWaivers = nil }
            return
        }
        paragraph = nil
        let range = (ended.pieces.first?.lowerBound ?? 0)..<(ended.pieces.last?.upperBound ?? 0)
        apply(pendingWaivers, to: range, isTableRow: ended.isTableRow)
        pendingWaivers = []
        let string = whole.parts(ended.pieces)
        for piece in ended.pieces { addWaivers(between: piece, for: range) }
        if !ended.isTableRow || !isTableRow { tableWaivers = nil }
        guard !headings.isHistory else { return }
        let codes = InlineCode.all(in: string, isTableRow: ended.isTableRow)
        let names = codes.filter(\.isName).map(\.string.text)
        for code in codes {
            if code.isName {
                var use = use()
                use.isMention = true
                use.neighbours = names.filter { $0 != code.string.text }
                file.queries.append(
                    ReferencedQuery(code.string, use: .page(use), title: headings.title, isCertain: false))
            } else if code.isQuery {
                file.queries.append(
                    ReferencedQuery(
                        code.string, templates: .grafana, use: .page(use()), title: headings.title, isCertain: false))
            }
        }
    }

    private func use() -> PageUse { PageUse(version: headings.version) }

    // MARK: Waivers

    private mutating func apply(_ comments: [WaiverComment], to range: Range<Int>, isTableRow: Bool = false) {
        if isTableRow, let tableWaivers {
            let end = span(range).end
            for index in tableWaivers {
                let scope = file.waivers[index].scope
                file.waivers[index].scope = scope.map { Span(source: id, start: $0.start, end: end) }
            }
        }
        guard !comments.isEmpty else { return }
        let first = file.waivers.count
        file.waivers += comments.map { $0.waiver(for: span(range), place: span) }
        if isTableRow { tableWaivers = first..<file.waivers.count }
    }

    /// Waivers in the middle of a string.
    private mutating func addWaivers(between piece: Range<Int>, for scope: Range<Int>) {
        var rest = piece
        while let start = bytes[rest].firstRange(of: "<!--".utf8),
            let end = bytes[start.upperBound..<rest.upperBound].firstRange(of: "-->".utf8)
        {
            let comment = start.lowerBound..<end.upperBound
            // A page that explains waivers shows one as code.
            let isCode = InlineCode.all(in: whole.parts([piece]), isTableRow: false).contains {
                $0.range.contains(comment.lowerBound - piece.lowerBound)
            }
            if !isCode, let waiver = WaiverComment(comment, open: 4, close: 3, in: bytes) { apply([waiver], to: scope) }
            rest = end.upperBound..<rest.upperBound
        }
    }
}
