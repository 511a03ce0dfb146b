// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// An escape sequence of a JSON string: the character that it stands for, and where it ends.
struct JSONEscape {
    let scalar: Unicode.Scalar
    let end: Int

    struct Fault: Error {
        let expected: String
        let offset: Int
    }

    /// - Parameter start: where its backslash is.
    init(in bytes: [UInt8], at start: Int) throws(Fault) {
        guard start + 1 < bytes.count else { throw Fault(expected: "an escape sequence", offset: start + 1) }
        var end = start + 2
        switch bytes[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scalar = Unicode.Scalar(bytes[start + 1])
        case UInt8(ascii: "b"): scalar = "\u{8}"
        case UInt8(ascii: "f"): scalar = "\u{C}"
        case UInt8(ascii: "n"): scalar = "\n"
        case UInt8(ascii: "r"): scalar = "\r"
        case UInt8(ascii: "t"): scalar = "\t"
        case UInt8(ascii: "u"): (scalar, end) = try Self.hexadecimal(in: bytes, at: start + 2)
        default: throw Fault(expected: "an escape sequence", offset: start + 1)
        }
        self.end = end
    }

    /// Four digits, or twice four with `\u` between them where a character takes two units of UTF-16.
    private static func hexadecimal(in bytes: [UInt8], at start: Int) throws(Fault) -> (Unicode.Scalar, end: Int) {
        let first = try unit(in: bytes, at: start)
        if let scalar = Unicode.Scalar(first) { return (scalar, start + 4) }
        guard first < 0xDC00, bytes[(start + 4)...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
            throw Fault(expected: "the other half of a surrogate pair", offset: start + 4)
        }
        let second = try unit(in: bytes, at: start + 6)
        // With a second half, the sum is a character beyond U+FFFF. All of those are valid.
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { throw Fault(expected: "the other half of a surrogate pair", offset: start + 10) }
        return (scalar, start + 10)
    }

    private static func unit(in bytes: [UInt8], at start: Int) throws(Fault) -> UInt32 {
        var unit: UInt32 = 0
        for offset in start..<start + 4 {
            guard offset < bytes.count, let digit = digit(bytes[offset]) else {
                throw Fault(expected: "four hexadecimal digits", offset: min(offset, bytes.count))
            }
            unit = unit << 4 + digit
        }
        return unit
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
