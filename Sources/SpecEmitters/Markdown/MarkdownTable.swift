// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecText

/// A table in GitHub-flavoured Markdown. Cells are Markdown already, on one line, with `|` escaped.
struct MarkdownTable {
    private let columnCount: Int
    /// The rows so far, without a line break at the end.
    private var units = UTF8Text()
    /// The number of cells in the last row so far.
    private var cellCount = 0

    init(columns: [String]) {
        columnCount = columns.count
        addRow(columns)
        addRow(columns.map { _ in "---" })
    }

    var text: String { String(units) }

    /// An empty cell shows a dash, which doesn't look like an error of the page.
    mutating func addRow(_ cells: [String]) {
        beginRow()
        for cell in cells { addCell { $0.append(cell) } }
        endRow()
    }

    mutating func beginRow() {
        units.append(units.isEmpty ? "|" : "\n|")
        cellCount = 0
    }

    /// The next cell of the row: what the body appends.
    mutating func addCell(_ body: (inout UTF8Text) -> Void) {
        units.append(" ")
        let start = units.count
        body(&units)
        if units.count == start { units.append(Self.nothing) }
        units.append(" |")
        cellCount += 1
    }

    mutating func endRow() { precondition(cellCount == columnCount, "a row has a cell for each column") }

    static let nothing = "–"
}
