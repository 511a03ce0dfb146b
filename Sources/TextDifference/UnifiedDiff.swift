// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The difference of two strings in the unified format of `diff -u`, with three lines of context.
package enum UnifiedDiff {
    /// Empty if they are equal. nil stands for a file that doesn't exist: `/dev/null`.
    package static func text(old: String?, new: String?, oldName: String, newName: String) -> String {
        guard old.map({ Array($0.utf8) }) != new.map({ Array($0.utf8) }) else { return "" }
        let left = lines(of: old)
        let right = lines(of: new)
        let names = (old == nil ? "/dev/null" : quoted(oldName), new == nil ? "/dev/null" : quoted(newName))
        var text = "--- \(names.0)\n+++ \(names.1)\n"
        for hunk in hunks(edits(left, right)) {
            text += "@@ -\(range(hunk, keeping: .removed)) +\(range(hunk, keeping: .added)) @@\n"
            for edit in hunk {
                let (mark, line) =
                    switch edit.kind {
                    case .same: (" ", left[edit.left])
                    case .removed: ("-", left[edit.left])
                    case .added: ("+", right[edit.right])
                    }
                text += mark + String(decoding: line, as: UTF8.self)
                if line.last != UInt8(ascii: "\n") { text += "\n\\ No newline at end of file\n" }
            }
        }
        return text
    }

    /// A name as git writes it and reads it: in quotes where it holds something that would end it.
    private static func quoted(_ name: String) -> String {
        guard
            name.utf8.contains(where: {
                $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
            })
        else { return name }
        var result = "\""
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += "\\" + String(UnicodeScalar(byte))
            case 0x20..<0x7F: result.unicodeScalars.append(UnicodeScalar(byte))
            default:
                let digits = String(byte, radix: 8)
                result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        }
        return result + "\""
    }

    /// The number of the first line, from 1, that differs in the old text.
    package static func firstDifference(old: String, new: String) -> Int {
        let left = lines(of: old)
        let right = lines(of: new)
        let common = zip(left, right).prefix { $0.0 == $0.1 }.count
        return min(common + 1, max(left.count, 1))
    }

    /// The numbers of the new text's lines, from 1, that are other than in the old text. Where lines were taken out, the
    /// line that is there instead counts.
    package static func changedLines(old: [UInt8], new: [UInt8]) -> Set<Int> {
        let (left, right) = (lines(of: old), lines(of: new))
        var changed: Set<Int> = []
        for edit in edits(left, right) where edit.kind != .same {
            changed.insert(min(edit.right, max(right.count - 1, 0)) + 1)
        }
        return changed
    }

    /// A line with its break, if it has one. Bytes rather than characters: to Swift's strings CR LF is one character
    /// and two spellings of `é` are equal, and a diff has to show both.
    private typealias Line = ArraySlice<UInt8>

    private static func lines(of text: String?) -> [Line] { lines(of: Array((text ?? "").utf8)) }

    private static func lines(of bytes: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var rest = bytes[...]
        while let first = rest.firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(rest[...first])
            rest = rest[(first + 1)...]
        }
        if !rest.isEmpty { lines.append(rest) }
        return lines
    }

    private struct Edit {
        enum Kind { case same, removed, added }
        let kind: Kind
        /// Positions in the old and the new lines; that of a side which has no such line is where it would be.
        let left: Int
        let right: Int
    }

    /// Myers' shortest edit script (An O(ND) Difference Algorithm, 1986), after the common ends are cut off.
    ///
    /// Its memory grows with the square of the number of differing lines; beyond 2,000 of them everything between the
    /// common ends is shown as replaced, which is as true and no less readable.
    /// The standard library's `difference(from:)` is the same algorithm without a limit: for two generated files of 100,000 other
    /// lines it would need more memory than there is.
    private static func edits(_ left: [Line], _ right: [Line]) -> [Edit] {
        let head = zip(left, right).prefix { $0.0 == $0.1 }.count
        let tail = zip(left[head...].reversed(), right[head...].reversed()).prefix { $0.0 == $0.1 }.count
        let (leftEnd, rightEnd) = (left.count - tail, right.count - tail)
        var edits = (0..<head).map { Edit(kind: .same, left: $0, right: $0) }
        edits += middle(left[head..<leftEnd], right[head..<rightEnd])
        edits += (0..<tail).map { Edit(kind: .same, left: leftEnd + $0, right: rightEnd + $0) }
        return edits
    }

    private static func middle(_ left: ArraySlice<Line>, _ right: ArraySlice<Line>) -> [Edit] {
        let (n, m) = (left.count, right.count)
        let limit = min(n + m, 2000)
        var frontier = [Int](repeating: 0, count: 2 * limit + 3)
        let center = limit + 1
        var history: [[Int]] = []
        for d in 0...limit {
            history.append(frontier)
            for k in stride(from: -d, through: d, by: 2) {
                let goesDown = k == -d || (k != d && frontier[center + k - 1] < frontier[center + k + 1])
                var x = goesDown ? frontier[center + k + 1] : frontier[center + k - 1] + 1
                var y = x - k
                while x < n, y < m, left[left.startIndex + x] == right[right.startIndex + y] { (x, y) = (x + 1, y + 1) }
                frontier[center + k] = x
                if x >= n, y >= m { return path(left, right, history, center: center) }
            }
        }
        return left.indices.map { Edit(kind: .removed, left: $0, right: right.startIndex) }
            + right.indices.map { Edit(kind: .added, left: left.endIndex, right: $0) }
    }

    /// Walks back from the end through the frontiers.
    private static func path(
        _ left: ArraySlice<Line>, _ right: ArraySlice<Line>, _ history: [[Int]], center: Int
    ) -> [Edit] {
        var edits: [Edit] = []
        var (x, y) = (left.count, right.count)
        func append(_ kind: Edit.Kind) {
            edits.append(Edit(kind: kind, left: left.startIndex + x, right: right.startIndex + y))
        }
        for d in history.indices.reversed() {
            let frontier = history[d]
            let k = x - y
            let goesDown = k == -d || (k != d && frontier[center + k - 1] < frontier[center + k + 1])
            let previousK = goesDown ? k + 1 : k - 1
            let previousX = d == 0 ? 0 : frontier[center + previousK]
            let previousY = d == 0 ? 0 : previousX - previousK
            while x > previousX, y > previousY, x > 0, y > 0 {
                (x, y) = (x - 1, y - 1)
                append(.same)
            }
            guard d > 0 else { break }
            if goesDown { y -= 1 } else { x -= 1 }
            append(goesDown ? .added : .removed)
        }
        return edits.reversed()
    }

    private static func hunks(_ edits: [Edit]) -> [[Edit]] {
        let context = 3
        var ranges: [Range<Int>] = []
        for index in edits.indices where edits[index].kind != .same {
            let lower = max(0, index - context)
            let upper = min(edits.count, index + context + 1)
            if let last = ranges.last, lower <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<upper
            } else {
                ranges.append(lower..<upper)
            }
        }
        return ranges.map { Array(edits[$0]) }
    }

    private static func range(_ hunk: [Edit], keeping side: Edit.Kind) -> String {
        let lines = hunk.filter { $0.kind == .same || $0.kind == side }
        let first = side == .removed ? hunk[0].left : hunk[0].right
        // An empty side is named by the line before it.
        let start = lines.isEmpty ? first : first + 1
        return lines.count == 1 ? "\(start)" : "\(start),\(lines.count)"
    }
}
