// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PromQLLexer {
    /// A number or a duration. Both begin with a digit, or a point and a digit.
    mutating func number(from start: Int) -> PromQLToken {
        if bytes[start] == UInt8(ascii: "0"), let next = byte(start + 1), next | 0x20 == UInt8(ascii: "x") {
            return hexadecimal(from: start)
        }
        var hasUnderscore = false
        var end = digits(from: start, &hasUnderscore)
        let units = end
        if byte(end) == UInt8(ascii: ".") { end = digits(from: end + 1, &hasUnderscore) }
        if let byte = byte(end), byte | 0x20 == UInt8(ascii: "e") {
            var exponent = end + 1
            if self.byte(exponent) == UInt8(ascii: "+") || self.byte(exponent) == UInt8(ascii: "-") { exponent += 1 }
            if self.byte(exponent)?.isDigit == true { end = digits(from: exponent, &hasUnderscore) }
        }
        if templates != [], let behind = holeEnd(at: end) { return template(from: start, behind) }
        if let next = byte(end), next.isLetterOrDigit || next == UInt8(ascii: ".") {
            return duration(from: start, canBeDuration: end == units && !hasUnderscore)
        }
        var number = token(.number, end)
        if hasUnderscore { features.append(PromQLFeatureUse(.underscoresInNumbers, number.span)) }
        let isWhole = end == units
        if isWhole, !hasUnderscore, end - start < 19, bytes[start] != UInt8(ascii: "0") || end - start == 1 {
            for index in start..<end { number.value = number.value * 10 + Double(bytes[index] - UInt8(ascii: "0")) }
        } else {
            let text = hasUnderscore ? text(start, end).filter { $0 != "_" } : text(start, end)
            number.value = Self.value(text, isWhole: isWhole)
            if number.value.isInfinite {
                findings.append(PromQLFinding(.numberTooLarge(text), number.span))
                number.kind = .faulty
            }
        }
        return number
    }

    /// - Returns: Where they end. Underscores may stand between them.
    private func digits(from start: Int, _ hasUnderscore: inout Bool) -> Int {
        var end = start
        while let byte = byte(end) {
            if byte == UInt8(ascii: "_"), end > start, self.byte(end + 1)?.isDigit == true {
                hasUnderscore = true
            } else if !byte.isDigit {
                break
            }
            end += 1
        }
        return end
    }

    /// As Go reads it: a whole number that begins with 0 is octal, if it can be.
    private static func value(_ text: String, isWhole: Bool) -> Double {
        if isWhole, text.hasPrefix("0"), let octal = Int64(text, radix: 8) { return Double(octal) }
        if isWhole, let whole = Int64(text) { return Double(whole) }
        return Double(text) ?? .infinity
    }

    private mutating func hexadecimal(from start: Int) -> PromQLToken {
        var end = start + 2
        var value: UInt64 = 0
        var digits = 0
        var isTooLarge = false
        var hasUnderscore = false
        while let byte = byte(end) {
            if let digit = byte.hexadecimalValue {
                isTooLarge = isTooLarge || value >> 59 != 0
                value = value << 4 | UInt64(digit)
                digits += 1
            } else if byte == UInt8(ascii: "_"), self.byte(end + 1)?.hexadecimalValue != nil {
                hasUnderscore = true
            } else {
                break
            }
            end += 1
        }
        if digits == 0 || byte(end).map({ $0.isLetterOrDigit || $0 == UInt8(ascii: ".") }) == true {
            return duration(from: start, canBeDuration: false)
        }
        var number = token(.number, end)
        number.value = Double(value)
        if hasUnderscore { features.append(PromQLFeatureUse(.underscoresInNumbers, number.span)) }
        if isTooLarge { findings.append(PromQLFinding(.numberTooLarge(text(start, end)), number.span)) }
        return number
    }

    /// Whole numbers with units from the longest to the shortest, each once: `1h30m`.
    /// - Parameter canBeDuration: Whether whole digits are all that was read.
    private mutating func duration(from start: Int, canBeDuration: Bool) -> PromQLToken {
        var end = start
        while let byte = byte(end), byte.isLetterOrDigit || byte == UInt8(ascii: ".") { end += 1 }
        if templates != [], let behind = holeEnd(at: end) { return template(from: start, behind) }
        guard canBeDuration, let milliseconds = milliseconds(start, end) else {
            findings.append(PromQLFinding(.malformedNumber(text(start, end)), PromQLSpan(start..<end)))
            return token(.faulty, end)
        }
        var duration = token(.duration, end)
        duration.value = milliseconds
        // Go's durations count nanoseconds in 64 bits.
        if milliseconds > 9_223_372_036_854 {
            findings.append(PromQLFinding(.durationTooLong(text(start, end)), duration.span))
            duration.kind = .faulty
        }
        return duration
    }

    private func milliseconds(_ start: Int, _ end: Int) -> Double? {
        var sum = 0.0
        var index = start
        var last = -1
        while index < end {
            var count = 0.0
            let first = index
            while index < end, bytes[index].isDigit {
                count = count * 10 + Double(bytes[index] - UInt8(ascii: "0"))
                index += 1
            }
            guard index > first, index < end else { return nil }
            let isMilliseconds = bytes[index] == UInt8(ascii: "m") && byte(index + 1) == UInt8(ascii: "s")
            let unit: (order: Int, length: Double)
            switch bytes[index] {
            case UInt8(ascii: "y"): unit = (0, 31_536_000_000)
            case UInt8(ascii: "w"): unit = (1, 604_800_000)
            case UInt8(ascii: "d"): unit = (2, 86_400_000)
            case UInt8(ascii: "h"): unit = (3, 3_600_000)
            case UInt8(ascii: "m"): unit = isMilliseconds ? (6, 1) : (4, 60_000)
            case UInt8(ascii: "s"): unit = (5, 1000)
            default: return nil
            }
            guard unit.order > last else { return nil }
            last = unit.order
            sum += count * unit.length
            index += isMilliseconds ? 2 : 1
        }
        return sum
    }
}
