// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

/// Reads a term of a condition: `$name`, `not $name`, `$name >= 2`, `$name == "one"`.
///
/// It also understands what people write who are used to another language, so a message can say how it is written here.
struct ConditionSyntax {
    let term: Condition.Term
    /// Whether it is written as the language asks for. If not, `term` is what was most likely meant.
    let isStrict: Bool
    /// Where the parameter is, with its `$`, and the constant: of a string, what is inside of its quotes. Both count
    /// Unicode scalars.
    let parameter: Range<Int>
    let constant: Range<Int>

    /// Nil if it can't be understood.
    init?(_ text: String) {
        var scanner = Scanner(text)
        let isNegated = scanner.skipNegation()
        guard let parameter = scanner.parameter() else { return nil }
        var isStrict = isNegated != .byMark && parameter.hasDollar
        scanner.skipSpaces()
        if scanner.isAtEnd {
            term = .init(parameter.name, .equal, .boolean(isNegated == .no))
            constant = parameter.range
        } else {
            guard let comparison = scanner.comparison() else { return nil }
            scanner.skipSpaces()
            guard let constant = scanner.constant() else { return nil }
            scanner.skipSpaces()
            guard scanner.isAtEnd else { return nil }
            if comparison.comparison.isOrder { guard case .integer = constant.value else { return nil } }
            isStrict = isStrict && isNegated == .no && comparison.isStrict && constant.isStrict
            let written = Condition.Term(parameter.name, comparison.comparison, constant.value)
            let meant = isNegated == .no ? written : written.opposite
            // `$x == true` is `$x`.
            if case .boolean(let value) = meant.value {
                term = .init(meant.parameter, .equal, .boolean(value == (meant.comparison == .equal)))
            } else {
                term = meant
            }
            self.constant = constant.range
        }
        self.parameter = parameter.range
        self.isStrict = isStrict
    }

    private enum Negation { case no, byWord, byMark }

    private struct Scanner {
        private let scalars: [Unicode.Scalar]
        private var position = 0

        init(_ text: String) { scalars = Array(text.unicodeScalars) }

        var isAtEnd: Bool { position == scalars.count }

        private var next: Unicode.Scalar? { isAtEnd ? nil : scalars[position] }

        mutating func skipSpaces() { while next == " " { position += 1 } }

        private mutating func take(while isWanted: (Unicode.Scalar) -> Bool) -> String {
            let start = position
            while let next, isWanted(next) { position += 1 }
            return String(String.UnicodeScalarView(scalars[start..<position]))
        }

        mutating func skipNegation() -> Negation {
            skipSpaces()
            if next == "!" {
                position += 1
                return .byMark
            }
            let start = position
            let word = take { $0.isASCII && $0.properties.isAlphabetic }
            if next == " ", word.lowercased() == "not" {
                skipSpaces()
                return word == "not" ? .byWord : .byMark
            }
            position = start
            return .no
        }

        mutating func parameter() -> (name: String, hasDollar: Bool, range: Range<Int>)? {
            let start = position
            let hasDollar = next == "$"
            if hasDollar { position += 1 }
            let name = take {
                $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) || $0 == "_"
            }
            guard NameSyntax.identifier(of: "parameter").allows(name) else { return nil }
            return (name, hasDollar, start..<position)
        }

        mutating func comparison() -> (comparison: Condition.Comparison, isStrict: Bool)? {
            let operation = take { "<>=!≤≥≠~".unicodeScalars.contains($0) }
            if let comparison = Condition.Comparison(rawValue: operation) { return (comparison, true) }
            switch operation {
            case "=", "===": return (.equal, false)
            case "!==", "<>", "≠", "~=", "=!": return (.notEqual, false)
            case "=>", "≥": return (.greaterOrEqual, false)
            case "=<", "≤": return (.lessOrEqual, false)
            default: return nil
            }
        }

        mutating func constant() -> (value: Condition.Value, isStrict: Bool, range: Range<Int>)? {
            if let quote = next, quote == "\"" || quote == "'" {
                position += 1
                let start = position
                let text = take { $0 != quote }
                let end = position
                guard next == quote else { return nil }
                position += 1
                return (.string(text), quote == "\"", start..<end)
            }
            let start = position
            let word = take { $0 != " " }
            if let number = Int(word) { return (.integer(number), !word.hasPrefix("+"), start..<position) }
            if let value = Bool(word) { return (.boolean(value), false, start..<position) }
            let isWord = word.utf8.allSatisfy {
                NameSyntax.isLetter($0) || NameSyntax.isDigit($0) || "_-.".utf8.contains($0)
            }
            // `1.5` isn't a string that somebody forgot to quote.
            guard isWord, Double(word) == nil, word.utf8.first.map(NameSyntax.isLetter) == true else { return nil }
            return (.string(word), false, start..<position)
        }
    }
}
