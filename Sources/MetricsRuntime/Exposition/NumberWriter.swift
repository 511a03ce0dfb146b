// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Numbers as `NumberText` prints them, written directly into memory that has room for `largest` bytes. Most values
/// are whole numbers, which need no other memory.
enum NumberWriter {
    /// No printed number is longer: sign, 17 digits, point, exponent; or 20 digits of a whole number.
    static let largest = 32

    /// - Returns: The place of the next byte.
    @inline(__always)
    static func write(_ value: UInt64, to place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        if value < 1_000_000 {
            let end = writeDigits(value, to: place)
            end[0] = UInt8(ascii: ".")
            end[1] = UInt8(ascii: "0")
            return end + 2
        }
        return writeExponential(value, to: place)
    }

    @inline(__always)
    static func write(_ value: Double, to place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        isWhole(value) ? write(UInt64(value), to: place) : writeOther(value, to: place)
    }

    /// The sign of -0.0 is printed; every other value that is whole and not negative is a whole number.
    @inline(__always)
    static func isWhole(_ value: Double) -> Bool {
        value >= 0 && value < 0x1p53 && value.sign == .plus && value.rounded(.towardZero) == value
    }

    @inline(never)
    private static func writeOther(_ value: Double, to place: UnsafeMutablePointer<UInt8>)
        -> UnsafeMutablePointer<UInt8>
    {
        var bytes: [UInt8] = []
        NumberText.append(value, to: &bytes)
        for (index, byte) in bytes.enumerated() { place[index] = byte }
        return place + bytes.count
    }

    @inline(__always)
    private static func digitCount(_ value: UInt64) -> Int {
        if value < 10 { return 1 }
        if value < 100 { return 2 }
        if value < 1000 { return 3 }
        if value < 10_000 { return 4 }
        var count = 4
        var rest = value / 10_000
        while rest > 0 {
            rest /= 10
            count &+= 1
        }
        return count
    }

    @inline(__always)
    private static func writeDigits(_ value: UInt64, to place: UnsafeMutablePointer<UInt8>)
        -> UnsafeMutablePointer<UInt8>
    {
        let count = digitCount(value)
        var rest = value
        var index = count &- 1
        while index >= 0 {
            place[index] = UInt8(truncatingIfNeeded: 48 &+ rest % 10)
            rest /= 10
            index &-= 1
        }
        return place + count
    }

    /// `1234567` as `1.234567e+06`.
    @inline(never)
    private static func writeExponential(_ value: UInt64, to place: UnsafeMutablePointer<UInt8>)
        -> UnsafeMutablePointer<UInt8>
    {
        // The digits leave room for the point after the first of them.
        let end = writeDigits(value, to: place + 1)
        let exponent = end - place - 2
        place[0] = place[1]
        place[1] = UInt8(ascii: ".")
        var last = end
        while last - place > 2, last[-1] == UInt8(ascii: "0") { last -= 1 }
        if last - place == 2 { last -= 1 }
        last[0] = UInt8(ascii: "e")
        last[1] = UInt8(ascii: "+")
        last[2] = UInt8(48 + exponent / 10)
        last[3] = UInt8(48 + exponent % 10)
        return last + 4
    }
}
