/// Names of a spec as Swift writes them.
package enum SwiftIdentifier {
    /// `num_requests_running` becomes `numRequestsRunning`. Whatever can't stand in an identifier parts two words; a
    /// name that would begin with a digit gets an underscore in front.
    package static func lowerCamel(_ text: String) -> String {
        let words = words(of: text)
        let name = uncapitalized(words.first ?? "") + words.dropFirst().map(capitalized).joined()
        return startingLegally(name)
    }

    /// `finished_reason` becomes `FinishedReason`.
    package static func upperCamel(_ text: String) -> String {
        startingLegally(words(of: text).map(capitalized).joined())
    }

    /// The name of the enum case for a label's value: `1.5` becomes `value1_5`, an empty text `empty`, and what has no
    /// letter that Swift could use is spelled by its code points.
    package static func enumCase(_ text: String) -> String {
        if text.isEmpty { return "empty" }
        let words = words(of: text)
        if words.isEmpty {
            return "u" + text.unicodeScalars.map { String($0.value, radix: 16, uppercase: true) }.joined(separator: "_")
        }
        if words[0].first?.isNumber == true { return "value" + words.joined(separator: "_") }
        return lowerCamel(text)
    }

    /// In backquotes where Swift reserves the word.
    package static func escaped(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }

    /// As the name of an argument, which may be any word but the three that say how it is passed.
    static func argument(_ name: String) -> String {
        ["inout", "let", "var"].contains(name) ? "`\(name)`" : name
    }

    /// Whether a name given for a type can stand in Swift as it is: no reserved word, and no type that the generated
    /// code uses itself.
    package static func isLegalType(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, isLetter(first), !keywords.contains(name),
            !SwiftNaming.usedTypes.contains(name)
        else { return false }
        return name.unicodeScalars.allSatisfy { isLetter($0) || isDigit($0) || $0 == "_" }
    }

    /// A Swift literal of a text, on one line.
    package static func literal(_ text: String) -> String {
        // Most texts are what they look like.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") })
        {
            return "\"\(text)\""
        }
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
                // What can't be seen, or would turn the direction of the line.
                case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate:
                    literal += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
                default: literal.unicodeScalars.append(scalar)
                }
            }
        }
        return literal + "\""
    }

    private static func words(of text: String) -> [String] {
        text.unicodeScalars.split { !isLetter($0) && !isDigit($0) }.map { String(String.UnicodeScalarView($0)) }
    }

    private static func startingLegally(_ name: String) -> String {
        guard let first = name.unicodeScalars.first else { return "unnamed" }
        return isDigit(first) ? "_" + name : name
    }

    /// `Requests` becomes `requests`, `KVCache` becomes `kvCache`, `HTTP` becomes `http`.
    private static func uncapitalized(_ word: String) -> String {
        let capitals = word.prefix { $0.isUppercase }
        let lowered = capitals.count > 1 && capitals.count < word.count ? capitals.dropLast() : capitals
        return lowered.lowercased() + word.dropFirst(lowered.count)
    }

    private static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// ASCII only: other letters are legal in Swift too, but not all of them, and not on every keyboard.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    /// The words that can't name a property, a case or an argument as they are.
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
