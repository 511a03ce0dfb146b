// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// One line of the table: an operation, what it takes, and what it is measured against.
struct Row {
    let operation: String
    let nanoseconds: Double
    /// The bare operation, by name and time.
    var floor: (name: String, nanoseconds: Double)?
    /// The most that the issue allows of the ratio.
    var limit: Double?
    var peers: [String: Double] = [:]

    static func table(_ rows: [Row], peers: [String]) -> String {
        var lines = ["| operation | ours, ns | bare, ns | ratio | aim | " + peers.joined(separator: " | ") + " |"]
        lines.append("|" + String(repeating: "--|", count: 5 + peers.count))
        for row in rows {
            let ratio = row.floor.map { row.nanoseconds / $0.nanoseconds }
            var cells = [row.operation, text(row.nanoseconds)]
            cells.append(row.floor.map { "\(text($0.nanoseconds)) (\($0.name))" } ?? "")
            cells.append(ratio.map { text($0, digits: 2) } ?? "")
            cells.append(row.limit.map { "≤ \(text($0, digits: 2))" + ((ratio ?? 0) <= $0 ? "" : " **missed**") } ?? "")
            for peer in peers {
                cells.append(row.peers[peer].map { "\(text($0)) (\(text($0 / row.nanoseconds))×)" } ?? "")
            }
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        return lines.joined(separator: "\n")
    }

    static func text(_ value: Double, digits: Int = 1) -> String {
        if value >= 100 { return "\(Int(value.rounded()))" }
        let scale = digits == 2 || value < 1 ? 100.0 : 10.0
        return "\((value * scale).rounded() / scale)"
    }
}
