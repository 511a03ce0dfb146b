// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

/// What the values of an expression count.
package enum QueryUnit: Sendable {
    case unknown
    /// A product of base units, each with its power: tokens a second are `[tokens: 1, seconds: -1]`. Without any it is a
    /// ratio or a number of things. A value of 1 is `scale` of that product: a millisecond is 0.001 of `[seconds: 1]`.
    case powers([Unit: Int], scale: Double)

    package static let number = QueryUnit.powers([:], scale: 1)

    package init(_ unit: Unit?) {
        guard let unit else {
            self = .unknown
            return
        }
        let base = unit.base
        switch base.unit {
        case .ratio, .bool, .none: self = .powers([:], scale: base.factor)
        default: self = .powers([base.unit: 1], scale: base.factor)
        }
    }

    package func multiplied(by other: QueryUnit, power: Int = 1) -> QueryUnit {
        guard case .powers(var powers, let scale) = self, case .powers(let others, let otherScale) = other else {
            return .unknown
        }
        for (unit, exponent) in others {
            let sum = powers[unit, default: 0] + exponent * power
            powers[unit] = sum == 0 ? nil : sum
        }
        return .powers(powers, scale: power < 0 ? scale / otherScale : scale * otherScale)
    }

    /// The unit of the values after they were multiplied by a number of the query: seconds times 1000 are milliseconds.
    func converted(by factor: Double) -> QueryUnit {
        guard case .powers(let powers, let scale) = self, factor != 0, factor.isFinite else { return .unknown }
        return .powers(powers, scale: scale / factor.magnitude)
    }

    /// By the second.
    package var rate: QueryUnit { multiplied(by: QueryUnit(.seconds), power: -1) }

    /// Of the distance between two values.
    var difference: QueryUnit { self == QueryUnit(.unixSeconds) ? QueryUnit(.seconds) : self }

    /// Of values that are united.
    func merged(with other: QueryUnit) -> QueryUnit { self == other ? self : .unknown }
}

extension QueryUnit: Equatable {
    /// Scales that differ only by the rounding of their calculation are equal.
    package static func == (left: QueryUnit, right: QueryUnit) -> Bool {
        switch (left, right) {
        case (.unknown, .unknown): true
        case (.powers(let left, let leftScale), .powers(let right, let rightScale)):
            left == right && hasSameScale(leftScale, rightScale)
        case (.unknown, .powers), (.powers, .unknown): false
        }
    }

    fileprivate static func hasSameScale(_ left: Double, _ right: Double) -> Bool {
        (left - right).magnitude <= 1e-9 * left.magnitude
    }
}

extension QueryUnit: CustomStringConvertible {
    /// In words that a spec has for units; `unknown` where there are none for this scale.
    package var description: String {
        guard let named else { return "unknown" }
        func text(_ units: [(unit: Unit, power: Int)]) -> String {
            units.map { $0.power == 1 ? $0.unit.name : "\($0.unit.name)^\($0.power)" }.joined(separator: "*")
        }
        let above = named.above.isEmpty ? "1" : text(named.above)
        return named.below.isEmpty ? above : "\(above)/\(text(named.below))"
    }

    /// The same in a sentence: "tokens per second".
    package var words: String {
        guard let named else { return "values of an unknown unit" }
        func text(_ units: [(unit: Unit, power: Int)], _ word: (Unit) -> String, _ separator: String) -> String {
            units.map { $0.power == 1 ? word($0.unit) : "\(word($0.unit))^\($0.power)" }.joined(separator: separator)
        }
        let above = named.above.isEmpty ? "a number" : text(named.above, \.plural, " times ")
        return named.below.isEmpty ? above : "\(above) per \(text(named.below, \.singular, " per "))"
    }

    /// The units above and below the line, sorted, each with its positive power; nil where there are none for this scale.
    private var named: (above: [(unit: Unit, power: Int)], below: [(unit: Unit, power: Int)])? {
        guard case .powers(var powers, let scale) = self else { return nil }
        if !Self.hasSameScale(scale, 1) {
            guard let (base, multiple) = Self.multiple(scale, of: powers) else { return nil }
            powers[multiple] = base.flatMap { powers.removeValue(forKey: $0) } ?? 1
        }
        let sorted = powers.sorted { $0.key.name < $1.key.name }
        return (
            sorted.filter { $0.value > 0 }.map { ($0.key, $0.value) },
            sorted.filter { $0.value < 0 }.map { ($0.key, -$0.value) }
        )
    }

    /// Whether the spec's language has words for it.
    package var isNamed: Bool { named != nil }

    /// The unit that makes up the scale if it is used instead of a base unit; nil for that where the values are a share.
    private static func multiple(_ scale: Double, of powers: [Unit: Int]) -> (base: Unit?, unit: Unit)? {
        if powers.isEmpty { return hasSameScale(scale, 0.01) ? (nil, .percent) : nil }
        // A quantity above the line is the likelier one to be converted.
        for (base, power) in powers.sorted(by: { ($1.value, $0.key.name) < ($0.value, $1.key.name) }) {
            for unit in Unit.languageUnits where unit != base && unit.base.unit == base {
                let factor = unit.base.factor
                if hasSameScale(power > 0 ? factor : 1 / factor, scale), power.magnitude == 1 { return (base, unit) }
            }
        }
        return nil
    }
}

extension Unit {
    fileprivate var plural: String { self == .unixSeconds ? "seconds since 1970" : name }

    fileprivate var singular: String {
        switch self {
        case .unixSeconds: "second since 1970"
        case .language(.processes): "process"
        case .hertz, .celsius: name
        default: name.hasSuffix("s") ? String(name.dropLast()) : name
        }
    }
}
