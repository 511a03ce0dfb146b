// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The powers of a number, each correctly rounded: what `pow` of a C library gives, except where that is off by one unit
/// in the last place (about one power in a thousand, which differs from one library to the next).
struct ExactPower {
    /// The significand of the base as a whole number, and the exponent that goes with it.
    private let significand: UInt64
    private let exponent: Int
    /// The significand of the present power as a whole number: 32 bits at a time, the lowest first.
    private var digits: [UInt32] = [1]
    private var count = 0

    /// - Parameter base: finite and above 0.
    init(of base: Double) {
        let bits = base.significandBitPattern | (base.isNormal ? 1 << 52 : 0)
        let zeros = bits.trailingZeroBitCount
        significand = bits >> UInt64(zeros)
        exponent = Int(base.isNormal ? base.exponent : -1022) - 52 + zeros
    }

    /// The next power, beginning with that of 0, which is 1.
    mutating func next() -> Double {
        if count > 0 { multiply() }
        defer { count += 1 }
        return rounded
    }

    private mutating func multiply() {
        var product = [UInt32](repeating: 0, count: digits.count + 2)
        for (place, factor) in [UInt32(truncatingIfNeeded: significand), UInt32(significand >> 32)].enumerated() {
            var carry: UInt64 = 0
            for (index, digit) in digits.enumerated() {
                let sum = UInt64(digit) * UInt64(factor) + UInt64(product[index + place]) + carry
                product[index + place] = UInt32(truncatingIfNeeded: sum)
                carry = sum >> 32
            }
            product[digits.count + place] = UInt32(carry)
        }
        while product.last == 0 { product.removeLast() }
        digits = product
    }

    /// The present power: the nearest number, and of two the one whose last bit is 0.
    private var rounded: Double {
        let bitCount = digits.count * 32 - (digits.last ?? 0).leadingZeroBitCount
        // The highest 64 bits, of which the lowest says whether anything follows.
        var top: UInt64 = 0
        for offset in 0..<64 {
            let bit = bitCount - 1 - offset
            top = top << 1 | (bit >= 0 ? UInt64(digits[bit / 32] >> UInt32(bit % 32) & 1) : 0)
        }
        let rest = max(0, bitCount - 64)
        let isRestZero = (0..<rest).allSatisfy { digits[$0 / 32] >> UInt32($0 % 32) & 1 == 0 }
        // A conversion rounds to the nearest number too.
        let significand = Double(isRestZero ? top : top | 1)
        return Double(sign: .plus, exponent: exponent * count + bitCount - 64, significand: significand)
    }
}
