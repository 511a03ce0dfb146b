// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What the parameters of a process have to be: for a metric to exist, or for bounds to be chosen.
package indirect enum Condition: Sendable, Hashable {
    case term(Term)
    /// Not empty.
    case all([Condition])
    /// Not empty.
    case any([Condition])

    /// A comparison of one parameter with a constant. A Boolean parameter alone is compared with `true`.
    package struct Term: Sendable, Hashable {
        package var parameter: String
        package var comparison: Comparison
        package var value: Value

        package init(_ parameter: String, _ comparison: Comparison, _ value: Value) {
            self.parameter = parameter
            self.comparison = comparison
            self.value = value
        }
    }

    package enum Comparison: String, Sendable, CaseIterable {
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case equal = "=="
        case notEqual = "!="

        /// As mathematics writes it.
        package var symbol: String {
            switch self {
            case .less, .greater: rawValue
            case .lessOrEqual: "≤"
            case .greaterOrEqual: "≥"
            case .equal: "="
            case .notEqual: "≠"
            }
        }

        package var isOrder: Bool { self != .equal && self != .notEqual }
    }

    /// A constant, and a value that a parameter can have. Booleans and strings are only compared by `==` and `!=`.
    package enum Value: Sendable, Hashable {
        case boolean(Bool)
        case integer(Int)
        case string(String)
    }

    /// A Boolean parameter, which has to be true.
    package static func isTrue(_ parameter: String) -> Condition {
        .term(Term(parameter, .equal, .boolean(true)))
    }

    /// Where all of these are true; nil where there are none. A list inside of another one becomes a part of it.
    package static func joined(_ conditions: [Condition?]) -> Condition? {
        let parts = conditions.compactMap { $0 }.flatMap(\.conjuncts)
        return parts.count > 1 ? .all(parts) : parts.first
    }

    /// Where one of the two is true; nil where that is always so. Nil is a condition that is always true.
    package static func either(_ one: Condition?, _ other: Condition?, among parameters: [Parameter]) -> Condition? {
        guard let one, let other else { return nil }
        let either = Condition.any(one.alternatives + other.alternatives)
        return either.isAlwaysTrue(among: parameters) ? nil : either
    }

    /// The conditions that all have to be true.
    package var conjuncts: [Condition] { if case .all(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] } }

    /// The conditions of which one has to be true.
    package var alternatives: [Condition] {
        if case .any(let parts) = self { parts.flatMap(\.alternatives) } else { [self] }
    }

    /// Its terms, in the order of reading.
    package var terms: [Term] {
        switch self {
        case .term(let term): [term]
        case .all(let parts), .any(let parts): parts.flatMap(\.terms)
        }
    }

    /// The parameters that it depends on, each once, in the order of reading.
    package var parameters: [String] {
        var seen: Set<String> = []
        return terms.map(\.parameter).filter { seen.insert($0).inserted }
    }

    /// The Boolean parameters that have to be true, if it says nothing else.
    package var requiredFlags: [String]? {
        let flags = conjuncts.compactMap { part -> String? in
            guard case .term(let term) = part, term.isFlag else { return nil }
            return term.parameter
        }
        return flags.count == conjuncts.count ? flags : nil
    }
}

extension Condition.Term {
    /// Whether it is a Boolean parameter that has to be true.
    package var isFlag: Bool { comparison == .equal && value == .boolean(true) }

    /// Whether it is a Boolean parameter that has to be false.
    package var isNegatedFlag: Bool { comparison == .equal && value == .boolean(false) }

    /// Whether it is true where the parameter has a value.
    package func isTrue(of given: Condition.Value) -> Bool {
        switch (comparison, given, value) {
        case (.equal, _, _): given == value
        case (.notEqual, _, _): given != value
        case (.less, .integer(let given), .integer(let value)): given < value
        case (.lessOrEqual, .integer(let given), .integer(let value)): given <= value
        case (.greater, .integer(let given), .integer(let value)): given > value
        case (.greaterOrEqual, .integer(let given), .integer(let value)): given >= value
        case (.less, _, _), (.lessOrEqual, _, _), (.greater, _, _), (.greaterOrEqual, _, _): false
        }
    }
}
