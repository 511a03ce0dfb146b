// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// The edits of files, round by round: it finds where something was before all of them.
struct EditHistory {
    /// By absolute path, in the order of the rounds; those of a round are in the order of the file as it was then.
    private var rounds: [String: [[Finding.Fix.Edit]]] = [:]

    mutating func add(_ edits: [String: [Finding.Fix.Edit]]) {
        for (path, edits) in edits { rounds[path, default: []].append(edits.sorted { $0.span.start < $1.span.start }) }
    }

    /// The place in the original file of a place in the file as it is now. Text that an edit wrote has the place
    /// where the edit began.
    func original(_ position: Position, in path: String) -> Position {
        (rounds[path] ?? []).reversed().reduce(position, Self.place)
    }

    private static func place(_ position: Position, before edits: [Finding.Fix.Edit]) -> Position {
        // Where the last edit before the place ended, in the old text and in the new one.
        var end = (old: Position(line: 1, column: 1), new: Position(line: 1, column: 1))
        for edit in edits {
            let start = moved(edit.span.start, from: end.old, to: end.new)
            guard start <= position else { break }
            let written = start.behind(edit.text)
            guard written <= position else { return edit.span.start }
            end = (edit.span.end, written)
        }
        return moved(position, from: end.new, to: end.old)
    }

    /// A place that keeps its distance from another one that moves.
    private static func moved(_ position: Position, from old: Position, to new: Position) -> Position {
        position.line == old.line
            ? Position(line: new.line, column: position.column - old.column + new.column)
            : Position(line: position.line - old.line + new.line, column: position.column)
    }
}

extension Position {
    /// The place after a string that begins here.
    fileprivate func behind(_ text: String) -> Position {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let columns = lines.last?.unicodeScalars.count ?? 0
        return lines.count < 2
            ? Position(line: line, column: column + columns)
            : Position(line: line + lines.count - 1, column: 1 + columns)
    }
}
