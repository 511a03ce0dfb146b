// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// How a language writes conditions: a term, and the words between the parts of a list. A list inside of another one
    /// is in parentheses.
    package struct Style {
        let term: (Term) -> String
        let and: String
        let or: String

        package init(and: String, or: String, term: @escaping (Term) -> String) {
            self.term = term
            self.and = and
            self.or = or
        }

        /// For people: `` `number` ≥ 2 and not `flag` ``.
        ///
        /// - Parameters:
        ///   - not: what precedes a Boolean parameter that has to be false.
        ///   - name: how a parameter is written.
        ///   - string: how a string is written; as a parameter if nil.
        ///   - symbol: how a comparison is written.
        package static func words(
            and: String, or: String, not: String, string: ((String) -> String)? = nil,
            symbol: @escaping (Comparison) -> String = { $0.symbol }, name: @escaping (String) -> String
        ) -> Style {
            Style(and: and, or: or) { term in
                if term.isFlag { return name(term.parameter) }
                if term.isNegatedFlag { return not + name(term.parameter) }
                let value = if case .string(let text) = term.value { (string ?? name)(text) } else { "\(term.value)" }
                return "\(name(term.parameter)) \(symbol(term.comparison)) \(value)"
            }
        }
    }

    package func text(_ style: Style) -> String { text(style, isPart: false) }

    private func text(_ style: Style, isPart: Bool) -> String {
        func list(_ parts: [Condition], _ separator: String) -> String {
            guard parts.count > 1 else { return parts.first?.text(style, isPart: isPart) ?? "" }
            let text = parts.map { $0.text(style, isPart: true) }.joined(separator: separator)
            return isPart ? "(\(text))" : text
        }
        return switch self {
        case .term(let term): style.term(term)
        case .all(let parts): list(parts, style.and)
        case .any(let parts): list(parts, style.or)
        }
    }
}

extension Condition: CustomStringConvertible {
    /// As a spec writes it after `if:`, on one line.
    package var description: String { written(isPart: false) }

    private func written(isPart: Bool) -> String {
        func list(_ key: String, _ parts: [Condition]) -> String {
            let text = "\(key): [\(parts.map { $0.written(isPart: true) }.joined(separator: ", "))]"
            return isPart ? "{\(text)}" : text
        }
        return switch self {
        case .term(let term): "\(term)"
        case .all(let parts): list("all", parts)
        case .any(let parts): list("any", parts)
        }
    }
}

extension Condition.Term: CustomStringConvertible {
    package var description: String {
        if isFlag { return "$\(parameter)" }
        if isNegatedFlag { return "not $\(parameter)" }
        return "$\(parameter) \(comparison.rawValue) \(value)"
    }
}

extension Condition.Value: CustomStringConvertible {
    package var description: String {
        switch self {
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .string(let value): "\"\(value)\""
        }
    }
}
