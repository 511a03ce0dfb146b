// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PromQLPrinter {
    mutating func print(_ duration: PromQLDuration) {
        switch duration.form {
        case .milliseconds(let milliseconds):
            if milliseconds < 0 { write("-") }
            write(Self.text(ofMilliseconds: milliseconds.magnitude))
        case .template(let text): print(name: text)
        case .expression(let expression): print(expression)
        }
    }

    mutating func print(_ string: PromQLString) {
        write(string.quote.rawValue)
        for (index, piece) in string.pieces.enumerated() {
            switch piece {
            case .literal(let text) where string.quote == .raw: write(text)
            case .literal(let text): print(escaping: text, in: string.quote)
            case .hole(let hole):
                print(hole, isBeforeWord: Self.beginsWithWord(string.pieces.dropFirst(index + 1).first))
            }
        }
        write(string.quote.rawValue)
    }

    mutating func print(_ hole: PromQLHole, isBeforeWord: Bool) {
        switch hole {
        case .variable(let variable): print(variable, isBeforeWord: isBeforeWord)
        case .action(let text), .verb(let text): write(text)
        }
    }

    private mutating func print(_ variable: GrafanaVariable, isBeforeWord: Bool) {
        let hasBraces = isBeforeWord || variable.format != nil || variable.field != nil
        write(hasBraces ? "${" : "$")
        write(variable.name)
        if let field = variable.field {
            write(".")
            write(field)
        }
        if let format = variable.format {
            write(":")
            write(format)
        }
        if hasBraces { write("}") }
    }

    static func beginsWithWord(_ piece: PromQLString.Piece?) -> Bool {
        guard case .literal(let text) = piece, let first = text.utf8.first else { return false }
        switch first {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            return true
        default: return false
        }
    }

    private mutating func print(escaping text: String, in quote: PromQLString.Quote) {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x27 && $0 != 0x5C }) {
            write(text)
            return
        }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"" where quote == .double: escaped += "\\\""
            case "'" where quote == .single: escaped += "\\'"
            case "\n": escaped += "\\n"
            case "\r": escaped += "\\r"
            case "\t": escaped += "\\t"
            case "\u{7}" where isCanonical: escaped += "\\a"
            case "\u{8}" where isCanonical: escaped += "\\b"
            case "\u{B}" where isCanonical: escaped += "\\v"
            case "\u{C}" where isCanonical: escaped += "\\f"
            case "\0"..<" ", "\u{7F}": escaped += "\\x" + Self.hexadecimal(scalar, digits: 2)
            default:
                if scalar.isASCII || !isCanonical || scalar.isPrintable {
                    escaped.unicodeScalars.append(scalar)
                } else if scalar.value < 0x10000 {
                    escaped += "\\u" + Self.hexadecimal(scalar, digits: 4)
                } else {
                    escaped += "\\U" + Self.hexadecimal(scalar, digits: 8)
                }
            }
        }
        write(escaped)
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar, digits: Int) -> String {
        let text = String(scalar.value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// All digits, without an exponent.
    static func decimal(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        let text = "\(value)"
        guard let mark = text.firstIndex(of: "e") else {
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
        let sign = text.hasPrefix("-") ? "-" : ""
        let mantissa = text[..<mark].filter { $0 != "-" }
        let exponent = Int(text[text.index(after: mark)...].filter { $0 != "+" }) ?? 0
        let point = mantissa.firstIndex(of: ".").map { mantissa.distance(from: mantissa.startIndex, to: $0) }
        var digits = mantissa.filter { $0 != "." }
        let whole = (point ?? digits.count) + exponent
        while digits.hasSuffix("0"), digits.count > 1 { digits.removeLast() }
        if whole <= 0 { return sign + "0." + String(repeating: "0", count: -whole) + digits }
        if whole >= digits.count { return sign + digits + String(repeating: "0", count: whole - digits.count) }
        return sign + digits.prefix(whole) + "." + digits.dropFirst(whole)
    }

    /// With three digits behind the point.
    static func milliseconds(_ seconds: Double) -> String {
        let milliseconds = Int((seconds * 1000).rounded(.toNearestOrAwayFromZero))
        let (whole, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
        let digits = String(rest)
        return (milliseconds < 0 ? "-" : "") + "\(whole)." + String(repeating: "0", count: 3 - digits.utf8.count)
            + digits
    }

    /// In the units that Prometheus itself prints: weeks or years only if nothing is left over.
    private static func text(ofMilliseconds milliseconds: UInt) -> String {
        if milliseconds == 0 { return "0s" }
        var rest = milliseconds
        var text = ""
        for (unit, length, isExact) in units {
            if isExact, rest % length != 0 { continue }
            let count = rest / length
            if count > 0 { text += "\(count)\(unit)" }
            rest -= count * length
        }
        return text
    }

    private static let units: [(name: String, length: UInt, isExact: Bool)] = [
        ("y", 31_536_000_000, true), ("w", 604_800_000, true), ("d", 86_400_000, false), ("h", 3_600_000, false),
        ("m", 60_000, false), ("s", 1000, false), ("ms", 1, false),
    ]
}

extension Unicode.Scalar {
    /// Whether Go prints the character as it is: letters, marks, numbers, punctuation, symbols.
    fileprivate var isPrintable: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            false
        default: true
        }
    }
}
