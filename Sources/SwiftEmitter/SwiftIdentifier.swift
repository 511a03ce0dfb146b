// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecText

/// Converts names of a spec to Swift names.
package enum SwiftIdentifier {
    /// `num_requests_running` becomes `numRequestsRunning`. A character that is not allowed in an identifier
    /// separates two words; a name that would begin with a digit gets a leading underscore.
    package static func lowerCamel(_ text: String) -> String {
        camel(text, isCapitalized: false)
    }

    /// `finished_reason` becomes `FinishedReason`.
    package static func upperCamel(_ text: String) -> String {
        camel(text, isCapitalized: true)
    }

    /// Byte by byte, since every name of a spec is converted here: all bytes beyond ASCII separate words.
    private static func camel(_ text: String, isCapitalized: Bool) -> String {
        var name: [UInt8] = []
        name.reserveCapacity(text.utf8.count + 1)
        for word in text.utf8.split(whereSeparator: { !isLetter($0) && !isDigit($0) }) {
            guard name.isEmpty, !isCapitalized else {
                name += word
                let first = name.count - word.count
                name[first] = capital(name[first])
                continue
            }
            // `Requests` becomes `requests`, `KVCache` becomes `kvCache`, `HTTP` becomes `http`.
            let capitals = word.prefix(while: isCapital).count
            let lowered = capitals > 1 && capitals < word.count ? capitals - 1 : capitals
            name += word.prefix(lowered).map(small)
            name += word.dropFirst(lowered)
        }
        guard let first = name.first else { return "unnamed" }
        return (isDigit(first) ? "_" : "") + String(decoding: name, as: UTF8.self)
    }

    /// The name of the enum case for a label's value: `1.5` becomes `value1_5`, `+Inf` becomes `plusInf`, the empty
    /// string becomes `empty`, and a value without usable letters is spelled by its code points.
    package static func enumCase(_ text: String) -> String {
        if text.isEmpty { return "empty" }
        let words = words(of: text)
        if words.isEmpty {
            return "u" + text.unicodeScalars.map { String($0.value, radix: 16, uppercase: true) }.joined(separator: "_")
        }
        // `-1` and `+Inf` are numbers, whose sign must stay visible.
        let isNumber = words[0].first?.isNumber == true
        if isNumber || words[0].lowercased().hasPrefix("inf") {
            let name = isNumber ? words.joined(separator: "_") : upperCamel(text)
            if text.hasPrefix("+") { return "plus" + name }
            if text.hasPrefix("-") { return "minus" + name }
        }
        if isNumber { return "value" + words.joined(separator: "_") }
        return lowerCamel(text)
    }

    /// In backquotes if Swift reserves the word.
    package static func escaped(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }

    /// As the name of an argument, which may be any word except the three that say how it is passed.
    static func argument(_ name: String) -> String {
        ["inout", "let", "var"].contains(name) ? "`\(name)`" : name
    }

    /// Whether a given name of a type can be used in Swift unchanged: it isn't a reserved word, and it isn't a type
    /// that the generated code uses itself.
    package static func isLegalType(_ name: String) -> Bool {
        guard let first = name.utf8.first, isLetter(first), !keywords.contains(name),
            !SwiftNaming.usedTypes.contains(name)
        else { return false }
        return name.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    }

    /// A Swift literal of a string, on one line.
    package static func literal(_ text: String) -> String {
        if text.isPlainLiteral { return "\"\(text)\"" }
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": literal += #"\\"#
            case "\"": literal += #"\""#
            case "\n": literal += #"\n"#
            case "\r": literal += #"\r"#
            case "\t": literal += #"\t"#
            case "\0": literal += #"\0"#
            default:
                switch scalar.properties.generalCategory {
                // Invisible characters, and those that change the direction of the line.
                case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate:
                    literal += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
                default: literal.unicodeScalars.append(scalar)
                }
            }
        }
        return literal + "\""
    }

    private static func words(of text: String) -> [String] {
        text.utf8.split { !isLetter($0) && !isDigit($0) }.map { String(decoding: $0, as: UTF8.self) }
    }

    // ASCII only: Swift also allows other letters, but not all of them, and they aren't on every keyboard.

    private static func isDigit(_ unit: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(unit) }
    private static func isCapital(_ unit: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(unit) }
    private static func isSmall(_ unit: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(unit) }
    private static func isLetter(_ unit: UInt8) -> Bool { isSmall(unit) || isCapital(unit) }
    private static func capital(_ unit: UInt8) -> UInt8 { isSmall(unit) ? unit - 0x20 : unit }
    private static func small(_ unit: UInt8) -> UInt8 { isCapital(unit) ? unit + 0x20 : unit }

    /// The words that can't name a property, a case or an argument unquoted.
    private static let keywords: Set<String> = [
        "Any", "Self", "as", "associatedtype", "await", "break", "case", "catch", "class", "continue", "default",
        "defer",
        "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard",
        "if",
        "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private",
        "protocol", "public", "repeat", "rethrows", "return", "self", "static", "struct", "subscript", "super",
        "switch",
        "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]
}
