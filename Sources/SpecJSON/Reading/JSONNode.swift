// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A value of a JSON document, or a key of one of its objects, and its place.
package struct JSONNode: Sendable {
    let storage: JSONDocument.Storage
    let index: Int

    private var entry: JSONDocument.Entry { storage.entries[index] }

    /// The bytes of the text that it takes, quotes and brackets included.
    package var range: Range<Int> { entry.range }

    /// The index of the entry behind this value.
    var end: Int { Int(entry.next) }

    package var isNull: Bool { entry.kind == .null }

    package var bool: Bool? {
        switch entry.kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// A number as it is written.
    package var digits: String? {
        entry.kind == .number ? String(decoding: storage.bytes[range], as: UTF8.self) : nil
    }

    /// The nearest double of a number that is not beyond all doubles.
    package var number: Double? { digits.flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil } }

    package var isObject: Bool { entry.kind == .object }

    /// The elements of an array.
    package var elements: [JSONNode]? { entry.kind == .array ? Array(children) : nil }

    /// The keys and values of an object, in the order of the text.
    package var members: [(key: JSONNode, value: JSONNode)]? {
        guard entry.kind == .object else { return nil }
        var members: [(key: JSONNode, value: JSONNode)] = []
        var children = children
        while let key = children.next(), let value = children.next() { members.append((key, value)) }
        return members
    }

    /// The elements of an array, or the keys and values of an object in turn; nothing for other values.
    package var children: Children { Children(storage: storage, position: index + 1, end: end) }

    package struct Children: Sequence, IteratorProtocol {
        let storage: JSONDocument.Storage
        var position: Int
        let end: Int

        package mutating func next() -> JSONNode? {
            guard position < end else { return nil }
            let child = JSONNode(storage: storage, index: position)
            position = Int(storage.entries[position].next)
            return child
        }
    }

    /// The last value with this key, as nearly every program takes it; nil where there is none, or where this is not an
    /// object.
    package subscript(key: String) -> JSONNode? {
        guard entry.kind == .object else { return nil }
        var found: JSONNode?
        var next = index + 1
        while next < entry.next {
            let value = JSONNode(storage: storage, index: next + 1)
            if JSONNode(storage: storage, index: next).isString(key) { found = value }
            next = Int(value.entry.next)
        }
        return found
    }
}

// MARK: Strings

extension JSONNode {
    /// A string, its escape sequences decoded.
    package var string: String? {
        switch entry.kind {
        case .string: String(decoding: storage.bytes[contents], as: UTF8.self)
        case .escapedString: String(decoding: decodedBytes, as: UTF8.self)
        default: nil
        }
    }

    /// The place of a part of a decoded string.
    ///
    /// - Parameter part: offsets in the UTF-8 of the decoded string.
    /// - Returns: bytes of the text. Half of what an escape sequence stands for has the place of the whole sequence. The
    ///   place of an empty part is empty.
    package func range(of part: Range<Int>) -> Range<Int> {
        let start = range(ofByte: part.lowerBound).lowerBound
        return start..<(part.isEmpty ? start : max(start, range(ofByte: part.upperBound - 1).upperBound))
    }

    /// Calls `body` with the value as it is written.
    package func withWrittenBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        storage.bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// What is between the quotes.
    private var contents: Range<Int> { range.lowerBound + 1..<range.upperBound - 1 }

    /// The closing quote for an offset at or beyond the end.
    private func range(ofByte offset: Int) -> Range<Int> {
        var decoded = 0
        var position = contents.lowerBound
        while position < contents.upperBound {
            let (length, end) = piece(at: position)
            if offset < decoded + length {
                return end - position == length
                    ? position + offset - decoded..<position + offset - decoded + 1 : position..<end
            }
            (decoded, position) = (decoded + length, end)
        }
        return contents.upperBound..<contents.upperBound + 1
    }

    /// A byte that stands for itself, or an escape sequence: how many bytes it is when decoded, and where it ends.
    private func piece(at position: Int) -> (length: Int, end: Int) {
        guard let escape = escape(at: position) else { return (1, position + 1) }
        return (UTF8.width(escape.scalar), escape.end)
    }

    var decodedBytes: [UInt8] {
        guard entry.kind == .escapedString else { return Array(storage.bytes[contents]) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(contents.count)
        var position = contents.lowerBound
        while position < contents.upperBound {
            if let escape = escape(at: position) {
                decoded.append(contentsOf: String(escape.scalar).utf8)
                position = escape.end
            } else {
                decoded.append(storage.bytes[position])
                position += 1
            }
        }
        return decoded
    }

    /// Nil where a byte stands for itself: the document has been checked.
    private func escape(at position: Int) -> JSONEscape? {
        storage.bytes[position] == UInt8(ascii: "\\") ? try? JSONEscape(in: storage.bytes, at: position) : nil
    }

    private func isString(_ other: String) -> Bool {
        switch entry.kind {
        case .string:
            // Most keys differ in their lengths, and no slice has to be made to find that out.
            contents.count == other.utf8.count && storage.bytes[contents].elementsEqual(other.utf8)
        case .escapedString: decodedBytes.elementsEqual(other.utf8)
        default: false
        }
    }
}

// MARK: Printing

extension JSONNode: CustomStringConvertible {
    /// The tree as an outline with one value a line, each with its range.
    package var description: String { outline(indentation: "") }

    private func outline(indentation: String) -> String {
        let place = "\(range.lowerBound)-\(range.upperBound)"
        switch entry.kind {
        case .null: return "null \(place)"
        case .true: return "true \(place)"
        case .false: return "false \(place)"
        case .number: return "number \(digits ?? "") \(place)"
        case .string, .escapedString: return "string \((string ?? "").debugDescription) \(place)"
        case .array:
            return "array \(place)"
                + (elements ?? []).map { "\n\(indentation)  - " + $0.outline(indentation: indentation + "  ") }.joined()
        case .object:
            return "object \(place)"
                + (members ?? []).map { key, value in
                    "\n\(indentation)  \(key): " + value.outline(indentation: indentation + "  ")
                }.joined()
        }
    }
}
