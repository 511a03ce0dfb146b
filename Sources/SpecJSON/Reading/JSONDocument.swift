// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A JSON text as RFC 8259 defines it, read whole: each value with its place in the text.
///
/// The reader takes nothing beyond the RFC: no comment, no trailing comma, no `NaN`, no byte order mark. Numbers keep
/// their digits and objects their order. A key that occurs twice in one object is allowed by the RFC; `repeatedKeys`
/// lists them.
package struct JSONDocument: Sendable {
    let storage: Storage
    /// Whether a string has an escape sequence with a character's number, such as `\u0041`. Where there is none, letters,
    /// digits and most signs are written as themselves.
    package let hasNumericEscapes: Bool

    /// One reference for all nodes of a document.
    final class Storage: Sendable {
        let bytes: [UInt8]
        let entries: [Entry]

        init(bytes: [UInt8], entries: [Entry]) {
            self.bytes = bytes
            self.entries = entries
        }
    }

    /// A value or a key. The entries of a document are in the order of the text: an array is followed by its elements,
    /// an object by its keys and values in turn.
    struct Entry: Sendable {
        let kind: Kind
        /// Where it starts and ends in the text, quotes and brackets included.
        let start: UInt32
        var end: UInt32 = 0
        /// The entry behind this one and all that it contains.
        var next: UInt32 = 0

        var range: Range<Int> { Int(start)..<Int(end) }
    }

    enum Kind: UInt8, Sendable {
        case null, `false`, `true`, number, string, escapedString, array, object
    }

    /// More than any real document has. The reader itself needs no stack for depth, but what walks a tree often does.
    package static let depthLimit = 512
    /// Offsets take 32 bits.
    package static let sizeLimit = 1 << 30

    package init(_ bytes: [UInt8], depthLimit: Int = Self.depthLimit) throws(JSONFault) {
        var scanner = JSONScanner(bytes, depthLimit: depthLimit)
        try scanner.scan()
        storage = Storage(bytes: bytes, entries: scanner.entries)
        hasNumericEscapes = scanner.hasNumericEscapes
    }

    package var root: JSONNode { JSONNode(storage: storage, index: 0) }

    /// The line and the column of a byte, both counted from 1, columns in Unicode scalars.
    package func position(of offset: Int) -> (line: Int, column: Int) { storage.bytes.position(of: offset) }

    /// A key that an object has already.
    package struct RepeatedKey: Equatable, Sendable {
        package let key: String
        /// The place of the first of them and of this one, quotes included.
        package let first: Range<Int>
        package let again: Range<Int>
    }

    /// Every key that its object has already, in the order of the text. Two keys are the same when their bytes are the
    /// same after escape sequences are decoded.
    package var repeatedKeys: [RepeatedKey] {
        var repeated: [RepeatedKey] = []
        var keys: [Entry] = []
        for index in storage.entries.indices where mayRepeatKey(index, &keys) {
            var places: [[UInt8]: Range<Int>] = [:]
            for (key, _) in JSONNode(storage: storage, index: index).members ?? [] {
                let bytes = key.decodedBytes
                if let first = places[bytes] {
                    repeated.append(
                        RepeatedKey(key: String(decoding: bytes, as: UTF8.self), first: first, again: key.range))
                } else {
                    places[bytes] = key.range
                }
            }
        }
        return repeated.sorted { $0.again.lowerBound < $1.again.lowerBound }
    }

    /// Whether an entry is an object that has a key twice as it is written, or may have: most objects have a dozen keys, and
    /// comparing those takes no memory.
    ///
    /// - Parameter keys: for use in here.
    private func mayRepeatKey(_ index: Int, _ keys: inout [Entry]) -> Bool {
        guard storage.entries[index].kind == .object else { return false }
        keys.removeAll(keepingCapacity: true)
        var children = JSONNode(storage: storage, index: index).children
        while let node = children.next(), children.next() != nil {
            let key = storage.entries[node.index]
            guard key.kind == .string, keys.count < 32 else { return true }
            let isKnown = keys.contains { other in
                other.range.count == key.range.count
                    && storage.bytes[other.range].elementsEqual(storage.bytes[key.range])
            }
            if isKnown { return true }
            keys.append(key)
        }
        return false
    }
}

/// The reason why a document is not JSON.
package struct JSONFault: Error, Equatable, CustomStringConvertible {
    /// What the text should have at this place.
    package let expected: String
    package let offset: Int
    /// Counted from 1, columns in Unicode scalars.
    package let line: Int
    package let column: Int

    /// What is expected where arrays and objects are too deep.
    package static let lessNesting = "less nesting"

    init(expected: String, at offset: Int, in bytes: [UInt8]) {
        self.expected = expected
        self.offset = offset
        (line, column) = bytes.position(of: offset)
    }

    package var description: String {
        line == 1
            ? "expected \(expected) at column \(column)" : "expected \(expected) at line \(line), column \(column)"
    }
}

extension [UInt8] {
    fileprivate func position(of offset: Int) -> (line: Int, column: Int) {
        var (line, column) = (1, 1)
        for index in 0..<Swift.min(offset, count) {
            switch self[index] {
            case UInt8(ascii: "\r") where index + 1 < count && self[index + 1] == UInt8(ascii: "\n"): break
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): (line, column) = (line + 1, 1)
            case 0x80..<0xC0: break
            default: column += 1
            }
        }
        return (line, column)
    }
}
