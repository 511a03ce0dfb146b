// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Parses the key of an entry: `["family", "sample", {"label": "value", …}, "help"]`. The strings, without JSON's
/// escapes, are stored one after another in one block, which is used again for the next key.
struct EntryKeyParser {
    private(set) var texts: [UInt8] = []
    private(set) var family = 0..<0
    private(set) var sample = 0..<0
    private(set) var help = 0..<0
    /// Sorted by name. A name may be there twice.
    private(set) var labels: [(name: Range<Int>, value: Range<Int>)] = []

    /// - Returns: `false` if the bytes aren't a key, whatever they are.
    mutating func parse(_ key: UnsafeRawBufferPointer) -> Bool {
        texts.removeAll(keepingCapacity: true)
        labels.removeAll(keepingCapacity: true)
        var reader = Reader(bytes: key)
        guard reader.take("["), let family = text(&reader), reader.take(","), let sample = text(&reader),
            reader.take(","), reader.take("{")
        else { return false }
        if !reader.take("}") {
            repeat {
                guard let name = text(&reader), reader.take(":"), let value = text(&reader) else { return false }
                labels.append((name, value))
            } while reader.take(",")
            guard reader.take("}") else { return false }
        }
        guard reader.take(","), let help = text(&reader), reader.take("]"), reader.isAtEnd, !family.isEmpty,
            !sample.isEmpty
        else { return false }
        self.family = family
        self.sample = sample
        self.help = help
        sortLabels()
        return true
    }

    /// Python writes them sorted; other writers may not.
    private mutating func sortLabels() {
        let areSorted = zip(labels, labels.dropFirst()).allSatisfy { precedes($0.name, $1.name) }
        guard !areSorted else { return }
        let sorted = labels.sorted { precedes($0.name, $1.name) }
        labels = sorted
    }

    private func precedes(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        texts[left].lexicographicallyPrecedes(texts[right])
    }

    func string(_ range: Range<Int>) -> String { String(decoding: texts[range], as: UTF8.self) }

    /// A quoted string; nil if there is none, or if it isn't well formed.
    private mutating func text(_ reader: inout Reader) -> Range<Int>? {
        guard reader.take("\"") else { return nil }
        let start = texts.count
        var isASCII = true
        while let byte = reader.next() {
            switch byte {
            case UInt8(ascii: "\""):
                let range = start..<texts.count
                if !isASCII, String(validating: texts[range], as: UTF8.self) == nil { return nil }
                return range
            case UInt8(ascii: "\\"):
                guard escape(&reader) else { return nil }
            case ..<0x20: return nil
            default:
                if byte >= 0x80 { isASCII = false }
                texts.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(_ reader: inout Reader) -> Bool {
        switch reader.next() {
        case UInt8(ascii: "\""): texts.append(UInt8(ascii: "\""))
        case UInt8(ascii: "\\"): texts.append(UInt8(ascii: "\\"))
        case UInt8(ascii: "/"): texts.append(UInt8(ascii: "/"))
        case UInt8(ascii: "n"): texts.append(0x0A)
        case UInt8(ascii: "r"): texts.append(0x0D)
        case UInt8(ascii: "t"): texts.append(0x09)
        case UInt8(ascii: "f"): texts.append(0x0C)
        case UInt8(ascii: "b"): texts.append(0x08)
        case UInt8(ascii: "u"):
            guard var scalar = reader.fourDigits() else { return false }
            if 0xD800..<0xDC00 ~= scalar, reader.takeSecondHalf() {
                guard let low = reader.fourDigits(), 0xDC00..<0xE000 ~= low else { return false }
                scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
            }
            // Half of a surrogate pair isn't a character.
            texts.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
        default: return false
        }
        return true
    }

    private struct Reader {
        let bytes: UnsafeRawBufferPointer
        var position = 0

        var isAtEnd: Bool {
            mutating get {
                skipBlanks()
                return position == bytes.count
            }
        }

        mutating func skipBlanks() {
            while position < bytes.count, bytes[position] == 0x20 || 0x09...0x0D ~= bytes[position] { position += 1 }
        }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            skipBlanks()
            guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        mutating func next() -> UInt8? {
            guard position < bytes.count else { return nil }
            position += 1
            return bytes[position - 1]
        }

        mutating func takeSecondHalf() -> Bool {
            guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            else { return false }
            position += 2
            return true
        }

        mutating func fourDigits() -> UInt32? {
            guard position + 4 <= bytes.count else { return nil }
            var value: UInt32 = 0
            for byte in bytes[position..<position + 4] {
                let digit: UInt8
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
                case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
                case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
                default: return nil
                }
                value = value << 4 | UInt32(digit)
            }
            position += 4
            return value
        }
    }
}
