// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// Whether a condition is true in some process.
    package enum Decision: Sendable, Equatable {
        case never
        /// It is true with these values, of the parameters that decide it, in the order of reading.
        case possible([Assignment])
        /// It has too many combinations to try, or a parameter isn't known.
        case unknown
    }

    package struct Assignment: Sendable, Equatable {
        package let parameter: String
        package let value: Value
    }

    /// How many combinations of values are tried. Conditions that people write need a few dozen.
    private static let stepLimit = 2_000

    /// Decides exactly, over all values that the parameters can have: between two numbers that it names, all values of a
    /// parameter are alike, and so are all strings that it doesn't name. So one value of each sort is tried, in the order
    /// of the parameters, and what is false already isn't tried further.
    package func decision(among parameters: [Parameter]) -> Decision {
        guard let domains = domains(among: parameters) else { return .unknown }
        var given: [String: Value] = [:]
        var steps = 0
        return search(domains[...], &given, &steps)
    }

    /// Each parameter with one value of each sort; nil if one of them isn't known.
    private func domains(among parameters: [Parameter]) -> [(parameter: String, values: [Value])]? {
        var domains: [(parameter: String, values: [Value])] = []
        for name in self.parameters {
            guard let parameter = parameters.first(where: { $0.name == name }) else { return nil }
            let values = parameter.samples(for: terms.filter { $0.parameter == name }.map(\.value))
            guard !values.isEmpty else { return nil }
            domains.append((name, values))
        }
        return domains
    }

    /// All combinations of values that these conditions distinguish; nil if there are too many to try, or if a
    /// parameter isn't known.
    package static func combinations(of conditions: [Condition], among parameters: [Parameter]) -> [[String: Value]]? {
        guard let domains = Condition.all(conditions).domains(among: parameters) else { return nil }
        var combinations: [[String: Value]] = [[:]]
        for (parameter, values) in domains {
            guard combinations.count * values.count <= stepLimit else { return nil }
            combinations = combinations.flatMap { given in
                values.map { value in given.merging([parameter: value]) { $1 } }
            }
        }
        return combinations
    }

    private func search(
        _ domains: ArraySlice<(parameter: String, values: [Value])>, _ given: inout [String: Value], _ steps: inout Int
    ) -> Decision {
        steps += 1
        guard steps <= Self.stepLimit else { return .unknown }
        switch isTrue(where: given) {
        case true?:
            return .possible(
                parameters.compactMap { name in given[name].map { Assignment(parameter: name, value: $0) } })
        case false?: return .never
        case nil: break
        }
        guard let next = domains.first else { return .never }
        defer { given[next.parameter] = nil }
        for value in next.values {
            given[next.parameter] = value
            let decision = search(domains.dropFirst(), &given, &steps)
            if decision != .never { return decision }
        }
        return .never
    }

    /// Nil where the parameters that aren't given decide it.
    package func isTrue(where given: [String: Value]) -> Bool? {
        switch self {
        case .term(let term): return given[term.parameter].map(term.isTrue)
        case .all(let parts):
            var isDecided = true
            for part in parts {
                switch part.isTrue(where: given) {
                case true?: break
                case false?: return false
                case nil: isDecided = false
                }
            }
            return isDecided ? true : nil
        case .any(let parts):
            var isDecided = true
            for part in parts {
                switch part.isTrue(where: given) {
                case true?: return true
                case false?: break
                case nil: isDecided = false
                }
            }
            return isDecided ? false : nil
        }
    }

    /// Whether it is true whatever the parameters are.
    package func isAlwaysTrue(among parameters: [Parameter]) -> Bool { opposite.decision(among: parameters) == .never }

    /// True where this is false.
    package var opposite: Condition {
        switch self {
        case .term(let term): .term(term.opposite)
        case .all(let parts): .any(parts.map(\.opposite))
        case .any(let parts): .all(parts.map(\.opposite))
        }
    }
}

extension Condition.Term {
    package var opposite: Condition.Term {
        if case .boolean(let isTrue) = value { return .init(parameter, comparison, .boolean(!isTrue)) }
        let comparison: Condition.Comparison =
            switch comparison {
            case .less: .greaterOrEqual
            case .lessOrEqual: .greater
            case .greater: .lessOrEqual
            case .greaterOrEqual: .less
            case .equal: .notEqual
            case .notEqual: .equal
            }
        return .init(parameter, comparison, value)
    }
}

extension Parameter {
    /// Values that it can have, one of each sort that comparisons with these constants distinguish.
    fileprivate func samples(for constants: [Condition.Value]) -> [Condition.Value] {
        switch type {
        case .boolean: return [.boolean(true), .boolean(false)]
        case .choice(let values, _):
            let named = values.map { Condition.Value.string($0.text) }
            return named.filter(constants.contains) + named.filter { !constants.contains($0) }.prefix(1)
        case .integer(let minimum, let maximum, _):
            let (least, greatest) = (minimum ?? .min, maximum ?? .max)
            let numbers = constants.flatMap { constant -> [Int] in
                guard case .integer(let number) = constant else { return [] }
                // The constant itself first, then what is beside it: all numbers from there to the next constant.
                return [number]
                    + [number.addingReportingOverflow(1), number.subtractingReportingOverflow(1)]
                    .filter { !$0.overflow }.map(\.partialValue)
            }
            var seen: Set<Int> = []
            return (numbers + [minimum, maximum].compactMap { $0 })
                .filter { least <= $0 && $0 <= greatest && seen.insert($0).inserted }.map { .integer($0) }
        case .string, .integers, .strings: return []
        }
    }
}
