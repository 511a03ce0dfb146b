// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A string literal of Go, as templates of alerts have them, and where each byte of it is written.
package struct GoString: Sendable {
    package let text: String
    /// The literal with its quotes, as offsets in its source.
    package let range: Range<Int>
    /// For each byte of the text the bytes of the source that stand for it.
    let places: [Range<Int>]
    let isRaw: Bool

    /// - Parameter start: where the opening quote is. Nil if the literal has no end, or something isn't an escape sequence.
    init?(_ source: [UInt8], at start: Int) {
        let quote = source[start]
        isRaw = quote == UInt8(ascii: "`")
        var decoded: [UInt8] = []
        var places: [Range<Int>] = []
        var position = start + 1
        while position < source.count, source[position] != quote {
            let begin = position
            var bytes = [source[position]]
            position += 1
            if !isRaw, bytes[0] == UInt8(ascii: "\n") { return nil }
            if !isRaw, bytes[0] == UInt8(ascii: "\\") {
                guard let escape = Self.escape(source, at: &position) else { return nil }
                bytes = escape
            }
            decoded += bytes
            places += Array(repeating: begin..<position, count: bytes.count)
        }
        guard position < source.count else { return nil }
        range = start..<position + 1
        self.places = places
        text = String(decoding: decoded, as: UTF8.self)
        guard text.utf8.count == decoded.count else { return nil }
    }

    /// What an escape sequence stands for.
    ///
    /// - Parameter position: behind the backslash, and then behind the sequence.
    private static func escape(_ source: [UInt8], at position: inout Int) -> [UInt8]? {
        guard position < source.count else { return nil }
        let letter = source[position]
        position += 1
        func digits(_ count: Int, radix: Int, from start: Int) -> UInt32? {
            guard start + count <= source.count else { return nil }
            return UInt32(String(decoding: source[start..<start + count], as: UTF8.self), radix: radix)
        }
        switch letter {
        case UInt8(ascii: "a"): return [7]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "v"): return [11]
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): return [letter]
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            guard let code = digits(3, radix: 8, from: position - 1), code < 256 else { return nil }
            position += 2
            return [UInt8(code)]
        case UInt8(ascii: "x"):
            guard let code = digits(2, radix: 16, from: position) else { return nil }
            position += 2
            return [UInt8(code)]
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let count = letter == UInt8(ascii: "u") ? 4 : 8
            guard let code = digits(count, radix: 16, from: position), let scalar = Unicode.Scalar(code) else {
                return nil
            }
            position += count
            return Array(String(scalar).utf8)
        default: return nil
        }
    }

    /// The bytes of the source that stand for a part of the text.
    func range(of part: Range<Int>) -> Range<Int> {
        let end = range.upperBound - 1
        let start = part.lowerBound < places.count ? places[part.lowerBound].lowerBound : end
        return
            start..<(part.isEmpty
            ? start : part.upperBound <= places.count ? places[part.upperBound - 1].upperBound : end)
    }

    /// A string as this literal has it; nil if it can't.
    func encoded(_ text: String) -> String? {
        guard text.utf8.allSatisfy({ $0 >= 0x20 }) else { return nil }
        if isRaw { return text.contains("`") ? nil : text }
        return text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
}
