// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Numbers as Prometheus' Python client 0.26 prints them, in sample values and in `le`: the shortest string that
/// reads back as the same double, always with a fraction (`1.0`). There is an exponent from 1e+06 on for positive
/// values, from 1e+16 on for all, and below 1e-04; `+Inf`, `-Inf`, `NaN`.
enum NumberText {
    static func text(of value: Double) -> String {
        var bytes: [UInt8] = []
        append(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func append(_ value: Double, to text: inout [UInt8]) {
        if value.isNaN { return append("NaN", to: &text) }
        if value.isInfinite { return append(value < 0 ? "-Inf" : "+Inf", to: &text) }
        // Most values are small whole numbers.
        if value >= 0, value < 1e6, value.rounded(.towardZero) == value, value.sign == .plus {
            appendDigits(UInt64(value), to: &text)
            return append(".0", to: &text)
        }
        let decimal = Decimal(value)
        if value.sign == .minus { text.append(UInt8(ascii: "-")) }
        decimal.append(to: &text, exponentFrom: value > 0 ? 6 : 16)
    }

    /// A whole number, printed as a double of unlimited precision would be: totals above 2^53 keep all their digits.
    static func append(_ value: UInt64, to text: inout [UInt8]) {
        if value < 1_000_000 {
            appendDigits(value, to: &text)
            return append(".0", to: &text)
        }
        var digits: [UInt8] = []
        appendDigits(value, to: &digits)
        let exponent = digits.count - 1
        Decimal(digits: digits, exponent: exponent).append(to: &text, exponentFrom: 6)
    }

    private static func append(_ literal: StaticString, to text: inout [UInt8]) {
        literal.withUTF8Buffer { text.append(contentsOf: $0) }
    }

    private static func appendDigits(_ value: UInt64, to text: inout [UInt8]) {
        let start = text.count
        var rest = value
        repeat {
            text.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        text[start...].reverse()
    }

    /// Decimal digits `d.ddd` times ten to an exponent.
    private struct Decimal {
        /// ASCII, without zeros at the end; at least one.
        private let digits: ArraySlice<UInt8>
        private let exponent: Int

        init(digits: [UInt8], exponent: Int) {
            let kept = max(1, (digits.lastIndex { $0 != UInt8(ascii: "0") } ?? 0) + 1)
            self.digits = digits[..<kept]
            self.exponent = exponent
        }

        /// The shortest digits that read back as this double, which is finite. They come from Swift's own
        /// description, whose rules for the exponent differ.
        init(_ value: Double) {
            var digits: [UInt8] = []
            var point: Int?
            var exponent = 0
            let description = Array(value.magnitude.description.utf8)
            let mantissa = description.prefix { $0 != UInt8(ascii: "e") }
            for byte in mantissa {
                if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte) }
            }
            if mantissa.count < description.count {
                let text = String(decoding: description[(mantissa.count + 1)...], as: UTF8.self)
                exponent = Int(text.first == "+" ? text.dropFirst() : text[...]) ?? 0
            }
            exponent += (point ?? digits.count) - 1
            let leadingZeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
            if leadingZeros < digits.count {
                digits.removeFirst(leadingZeros)
                exponent -= leadingZeros
            } else {
                digits = [UInt8(ascii: "0")]
                exponent = 0
            }
            self.init(digits: digits, exponent: exponent)
        }

        func append(to text: inout [UInt8], exponentFrom largest: Int) {
            if exponent >= largest || exponent < -4 {
                text.append(digits[0])
                if digits.count > 1 {
                    text.append(UInt8(ascii: "."))
                    text.append(contentsOf: digits.dropFirst())
                }
                text.append(UInt8(ascii: "e"))
                text.append(UInt8(ascii: exponent < 0 ? "-" : "+"))
                if exponent.magnitude < 10 { text.append(UInt8(ascii: "0")) }
                appendDigits(UInt64(exponent.magnitude), to: &text)
            } else if exponent < 0 {
                text.append(contentsOf: "0.".utf8)
                text.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -exponent - 1))
                text.append(contentsOf: digits)
            } else {
                let whole = digits.prefix(exponent + 1)
                text.append(contentsOf: whole)
                text.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: exponent + 1 - whole.count))
                text.append(UInt8(ascii: "."))
                let fraction = digits.dropFirst(exponent + 1)
                if fraction.isEmpty { text.append(UInt8(ascii: "0")) } else { text.append(contentsOf: fraction) }
            }
        }
    }
}
