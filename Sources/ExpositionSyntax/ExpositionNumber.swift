// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A value as Prometheus reads it: what Go's `strconv.ParseFloat` accepts, without its hexadecimal numbers and `_`.
enum ExpositionNumber {
    static func value(of bytes: ArraySlice<UInt8>) -> Double? {
        var rest = bytes
        let isNegative = rest.first == UInt8(ascii: "-")
        let isSigned = isNegative || rest.first == UInt8(ascii: "+")
        if isSigned { rest.removeFirst() }
        guard let first = rest.first else { return nil }
        if !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= first || first == UInt8(ascii: ".")) {
            return word(rest, isNegative: isNegative, isSigned: isSigned)
        }
        if let number = shortInteger(rest) { return isNegative ? -number : number }
        guard isDecimal(rest), let number = Double(String(decoding: rest, as: UTF8.self)), number.isFinite else {
            return nil
        }
        return isNegative ? -number : number
    }

    private static func word(_ bytes: ArraySlice<UInt8>, isNegative: Bool, isSigned: Bool) -> Double? {
        switch String(decoding: bytes, as: UTF8.self).lowercased() {
        case "inf", "infinity": isNegative ? -.infinity : .infinity
        case "nan" where !isSigned: .nan
        default: nil
        }
    }

    /// Most values are whole numbers. Fifteen digits fit a double exactly.
    private static func shortInteger(_ bytes: ArraySlice<UInt8>) -> Double? {
        guard bytes.count <= 15 else { return nil }
        var number = 0
        for byte in bytes {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return Double(number)
    }

    /// Digits with at most one point, at least one of them, then perhaps an exponent.
    private static func isDecimal(_ bytes: ArraySlice<UInt8>) -> Bool {
        var index = bytes.startIndex
        func skipDigits() -> Int {
            let start = index
            while index < bytes.endIndex, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[index] { index += 1 }
            return index - start
        }
        var digits = skipDigits()
        if index < bytes.endIndex, bytes[index] == UInt8(ascii: ".") {
            index += 1
            digits += skipDigits()
        }
        guard digits > 0 else { return false }
        if index < bytes.endIndex, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < bytes.endIndex, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            guard skipDigits() > 0 else { return false }
        }
        return index == bytes.endIndex
    }
}
