// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Checks a JSON text from its start to its end and notes where each value is. Strings are checked here and decoded when
/// somebody asks for them.
struct JSONScanner {
    private(set) var entries: [JSONDocument.Entry] = []
    private(set) var hasNumericEscapes = false

    private let bytes: [UInt8]
    private let depthLimit: Int
    private var position = 0
    /// The entries of the arrays and objects that the current place is in.
    private var open: [Int] = []

    init(_ bytes: [UInt8], depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    mutating func scan() throws(JSONFault) {
        guard bytes.count <= JSONDocument.sizeLimit else {
            throw JSONFault(expected: "at most \(JSONDocument.sizeLimit) bytes", at: 0, in: [])
        }
        // An entry takes as much memory as ten bytes of text with one value are likely to need.
        entries.reserveCapacity(bytes.count / 16 + 1)
        skipSpace()
        try startValue()
        while let container = open.last {
            skipSpace()
            let isObject = entries[container].kind == .object
            if skip(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                close()
                continue
            }
            guard skip(UInt8(ascii: ",")) else { throw fault(isObject ? "`,` or `}`" : "`,` or `]`") }
            skipSpace()
            if isObject { try key() }
            try startValue()
        }
        skipSpace()
        guard position == bytes.count else { throw fault("nothing more") }
    }

    /// Reads a value up to its end, or up to the end of the first value in it that is neither an array nor an object.
    private mutating func startValue() throws(JSONFault) {
        while true {
            guard position < bytes.count else { throw fault("a value") }
            switch bytes[position] {
            case UInt8(ascii: "\""): return try string()
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
            case UInt8(ascii: "{"):
                try openContainer(.object)
                if skip(UInt8(ascii: "}")) { return close() }
                try key()
            case UInt8(ascii: "["):
                try openContainer(.array)
                if skip(UInt8(ascii: "]")) { return close() }
            case UInt8(ascii: "t"): return try word("true", .true)
            case UInt8(ascii: "f"): return try word("false", .false)
            case UInt8(ascii: "n"): return try word("null", .null)
            default: throw fault("a value")
            }
        }
    }

    // MARK: Arrays and objects

    private mutating func openContainer(_ kind: JSONDocument.Kind) throws(JSONFault) {
        position += 1
        guard open.count < depthLimit else { throw fault(JSONFault.lessNesting) }
        open.append(entries.count)
        entries.append(JSONDocument.Entry(kind: kind, start: UInt32(position - 1)))
        skipSpace()
    }

    private mutating func close() {
        let index = open.removeLast()
        entries[index].end = UInt32(position)
        entries[index].next = UInt32(entries.count)
    }

    private mutating func key() throws(JSONFault) {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            throw fault("a key in double quotes")
        }
        try string()
        skipSpace()
        guard skip(UInt8(ascii: ":")) else { throw fault("`:`") }
        skipSpace()
    }

    // MARK: Scalars

    private mutating func append(_ kind: JSONDocument.Kind, from start: Int) {
        entries.append(
            JSONDocument.Entry(
                kind: kind, start: UInt32(start), end: UInt32(position), next: UInt32(entries.count + 1)))
    }

    private mutating func word(_ word: StaticString, _ kind: JSONDocument.Kind) throws(JSONFault) {
        let length = word.utf8CodeUnitCount
        guard bytes.count - position >= length,
            (0..<length).allSatisfy({ bytes[position + $0] == word.utf8Start[$0] })
        else { throw fault("a value") }
        position += length
        append(kind, from: position - length)
    }

    private mutating func number() throws(JSONFault) {
        let start = position
        _ = skip(UInt8(ascii: "-"))
        // No digit may follow a leading zero.
        if !skip(UInt8(ascii: "0")) { try digits() }
        if skip(UInt8(ascii: ".")) { try digits() }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(UInt8(ascii: "-")) { _ = skip(UInt8(ascii: "+")) }
            try digits()
        }
        append(.number, from: start)
    }

    private mutating func digits() throws(JSONFault) {
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            position += 1
        }
        guard position > start else { throw fault("a digit") }
    }

    private mutating func string() throws(JSONFault) {
        let start = position
        var kind = JSONDocument.Kind.string
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return append(kind, from: start)
            } else if byte == UInt8(ascii: "\\") {
                kind = .escapedString
                if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u") { hasNumericEscapes = true }
                do { position = try JSONEscape(in: bytes, at: position).end } catch {
                    throw JSONFault(expected: error.expected, at: error.offset, in: bytes)
                }
            } else if byte < 0x20 {
                throw fault("an escape sequence for the control character")
            } else if byte < 0x80 {
                position += 1
            } else {
                position += try lengthOfCharacter()
            }
        }
        throw fault("`\"`")
    }

    /// How many bytes the character beyond ASCII has that starts here, by the table of well-formed UTF-8 in the Unicode
    /// standard.
    private func lengthOfCharacter() throws(JSONFault) -> Int {
        let second: ClosedRange<UInt8>
        let length: Int
        switch bytes[position] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw fault("a string in UTF-8")
        }
        guard position + length <= bytes.count, second.contains(bytes[position + 1]),
            (2..<length).allSatisfy({ (0x80...0xBF).contains(bytes[position + $0]) })
        else { throw fault("a string in UTF-8") }
        return length
    }

    // MARK: Bytes

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0D, 0x0A: position += 1
            default: return
            }
        }
    }

    private func fault(_ expected: String) -> JSONFault { JSONFault(expected: expected, at: position, in: bytes) }
}
