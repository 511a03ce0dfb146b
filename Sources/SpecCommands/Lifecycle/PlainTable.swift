// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A table for a terminal: columns as wide as they have to be, two spaces between them.
struct PlainTable {
    private var rows: [[String]]

    init(columns: [String]) { rows = [columns] }

    var isEmpty: Bool { rows.count == 1 }

    mutating func add(_ row: [String]) { rows.append(row) }

    var text: String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }
}
