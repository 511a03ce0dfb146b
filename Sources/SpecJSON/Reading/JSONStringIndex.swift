// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Where a document has one of a few strings, as a key or as a value: what has none of them can be skipped without a look
/// at what it contains.
package struct JSONStringIndex: Sendable {
    /// Of entries, in the order of the text.
    private let indices: [Int]

    /// - Parameter strings: with fewer than 30 bytes each.
    package init(of strings: [String], in document: JSONDocument) {
        let storage = document.storage
        let wanted = strings.map { Array("\"\($0)\"".utf8) }
        let lengths = Set(wanted.map(\.count))
        let isLength = (0...32).map(lengths.contains)
        indices = storage.entries.indices.filter { index in
            let entry = storage.entries[index]
            let length = Int(entry.end - entry.start)
            switch entry.kind {
            case .string:
                guard length < isLength.count, isLength[length] else { return false }
                return wanted.contains { $0.count == length && $0.elementsEqual(storage.bytes[entry.range]) }
            case .escapedString:
                // A character takes at most six bytes.
                return length < 6 * isLength.count
            default: return false
            }
        }
    }

    /// Whether a value contains one of the strings. A string with escape sequences may be taken for one of them.
    package func mayOccur(in node: JSONNode) -> Bool {
        var (low, high) = (0, indices.count)
        while low < high {
            let middle = (low + high) / 2
            if indices[middle] < node.index { low = middle + 1 } else { high = middle }
        }
        return low < indices.count && indices[low] < node.end
    }
}
