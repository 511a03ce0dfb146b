/// A table in GitHub-flavoured Markdown. Cells are Markdown already, on one line, with `|` escaped.
struct MarkdownTable {
    private let columnCount: Int
    /// The rows so far, without a line break at the end.
    private(set) var text = ""

    init(columns: [String]) {
        columnCount = columns.count
        append(columns)
        text += "\n"
        append(columns.map { _ in "---" })
    }

    /// An empty cell shows a dash, so that nobody takes it for a fault of the page.
    mutating func addRow(_ cells: [String]) {
        precondition(cells.count == columnCount, "a row has a cell for each column")
        text += "\n"
        append(cells)
    }

    private mutating func append(_ cells: [String]) {
        text += "|"
        for cell in cells {
            text += " "
            text += cell.isEmpty ? Self.nothing : cell
            text += " |"
        }
    }

    static let nothing = "–"
}
