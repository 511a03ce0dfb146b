/// A table in GitHub-flavoured Markdown. Cells are Markdown already, on one line, with `|` escaped.
struct MarkdownTable {
    private let columns: [String]
    private var rows: [[String]] = []

    init(columns: [String]) { self.columns = columns }

    /// An empty cell shows a dash, so that nobody takes it for a fault of the page.
    mutating func addRow(_ cells: [String]) {
        precondition(cells.count == columns.count, "a row has a cell for each column")
        rows.append(cells.map { $0.isEmpty ? Self.nothing : $0 })
    }

    var text: String {
        ([columns, columns.map { _ in "---" }] + rows)
            .map { "| \($0.joined(separator: " | ")) |" }
            .joined(separator: "\n")
    }

    static let nothing = "–"
}
