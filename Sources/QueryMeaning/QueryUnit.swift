import SpecModel

/// What the values of an expression count.
package enum QueryUnit: Equatable, Sendable {
    case unknown
    /// A product of units, each with its power: tokens a second are `[tokens: 1, seconds: -1]`. Without any it is a ratio
    /// or a number of things.
    case powers([Unit: Int])

    package static let number = QueryUnit.powers([:])

    package init(_ unit: Unit?) {
        guard let unit else {
            self = .unknown
            return
        }
        switch unit {
        case .ratio, .bool, .none: self = .number
        default: self = .powers([unit: 1])
        }
    }

    func multiplied(by other: QueryUnit, power: Int = 1) -> QueryUnit {
        guard case .powers(var powers) = self, case .powers(let others) = other else { return .unknown }
        for (unit, exponent) in others {
            let sum = powers[unit, default: 0] + exponent * power
            powers[unit] = sum == 0 ? nil : sum
        }
        return .powers(powers)
    }

    /// By the second.
    var rate: QueryUnit { multiplied(by: QueryUnit(.seconds), power: -1) }

    /// Of values that are added, compared or united.
    func merged(with other: QueryUnit) -> QueryUnit { self == other ? self : .unknown }
}

extension QueryUnit: CustomStringConvertible {
    package var description: String {
        guard case .powers(let powers) = self else { return "unknown" }
        func text(_ sign: Int) -> String {
            powers.filter { $0.value * sign > 0 }.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { $0.value * sign == 1 ? $0.key.rawValue : "\($0.key.rawValue)^\($0.value * sign)" }
                .joined(separator: "*")
        }
        let (above, below) = (text(1), text(-1))
        if below.isEmpty { return above.isEmpty ? "1" : above }
        return "\(above.isEmpty ? "1" : above)/\(below)"
    }
}
