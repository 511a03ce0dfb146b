// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension JSONNode {
    /// A whole number that an `Int` holds, exactly as it is written: `2.0` and `1e3` are whole too.
    package var whole: Int? {
        guard let digits else { return nil }
        var significant: [UInt8] = []
        var (scale, exponent, isNegativeExponent) = (0, 0, false)
        enum Part { case whole, fraction, exponent }
        var part = Part.whole
        for byte in digits.utf8 {
            switch byte {
            case UInt8(ascii: "."): part = .fraction
            case UInt8(ascii: "e"), UInt8(ascii: "E"): part = .exponent
            case UInt8(ascii: "-"): if part == .exponent { isNegativeExponent = true }
            case UInt8(ascii: "+"): break
            default:
                let digit = byte - UInt8(ascii: "0")
                if part == .exponent {
                    // Beyond any number of digits that a document has.
                    exponent = min(exponent * 10 + Int(digit), 1 << 40)
                } else {
                    if part == .fraction { scale -= 1 }
                    if digit != 0 || !significant.isEmpty { significant.append(digit) }
                }
            }
        }
        guard !significant.isEmpty else { return 0 }
        scale += isNegativeExponent ? -exponent : exponent
        while significant.last == 0 {
            significant.removeLast()
            scale += 1
        }
        // The largest `Int` has 19 digits.
        guard scale >= 0, significant.count + scale <= 19 else { return nil }
        var value = 0
        for digit in significant + [UInt8](repeating: 0, count: scale) {
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            // Downwards, since the smallest `Int` has no positive counterpart.
            let (difference, isBeyond) = product.subtractingReportingOverflow(Int(digit))
            guard !isTooLarge, !isBeyond else { return nil }
            value = difference
        }
        if digits.utf8.first == UInt8(ascii: "-") { return value }
        return value == .min ? nil : -value
    }
}
