// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A rule by which each bound follows from an earlier one.
enum BoundRule {
    /// Each is the one before it, multiplied by this.
    case factor(Double)
    /// Each is the one before it plus this.
    case distance(Double)
    /// Each is ten times the one this many places before it, as in 1, 2, 5, 10, 20, 50.
    case decades(of: Int)

    /// The first bound that narrowly misses the pattern of the others, and the value expected there.
    static func breach(in bounds: [Double]) -> (index: Int, expected: Double)? {
        let pairs = zip(bounds, bounds.dropFirst())
        // The search takes time quadratic in their number, and a longer list wasn't written by hand.
        guard pairs.allSatisfy({ $0.isFinite && $1.isFinite && $0 < $1 }), (5...500).contains(bounds.count) else {
            return nil
        }
        var rules: [BoundRule] = []
        if bounds[0] > 0 { rules += common(pairs.map { $1 / $0 }).map { [.factor($0)] } ?? [] }
        rules += common(pairs.map { $1 - $0 }).map { [.distance($0)] } ?? []
        rules += (2...9).map { .decades(of: $0) }
        return rules.lazy.compactMap { $0.breach(in: bounds) }.first
    }

    /// The one that comes most often, if it can be meant.
    private static func common(_ steps: [Double]) -> Double? {
        let counts = steps.map { step in steps.count { isSame(step, $0) } }
        guard let greatest = counts.max(), greatest >= 3 else { return nil }
        return counts.firstIndex(of: greatest).map { steps[$0] }
    }

    private func breach(in bounds: [Double]) -> (index: Int, expected: Double)? {
        let follows = bounds.indices.map { $0 >= lag && Self.isSame(bounds[$0], next(after: bounds[$0 - lag])) }
        for index in bounds.indices.dropFirst(lag) where !follows[index] {
            let expected = next(after: bounds[index - lag])
            let after = index + lag
            // A slip is one bound, and the next one goes on as if it were right; 8, 15, 30, 60 goes on from the 15 on
            // purpose.
            guard after < bounds.count ? Self.isSame(bounds[after], next(after: expected)) : follows[index - lag]
            else { continue }
            // A list may end with anything that isn't very near.
            let nearness = index + 1 < bounds.count ? 0.3 : 0.15
            guard abs(bounds[index] - expected) < nearness * unit(at: expected) else { continue }
            let others = bounds.indices.dropFirst(lag).filter { $0 != index && $0 != after }
            let held = others.count { follows[$0] }
            // If most bounds follow a rule, they follow it on purpose.
            if held >= 3, held * 10 >= others.count * 7 { return (index, expected) }
        }
        return nil
    }

    /// The distance to the bound that a bound follows from.
    private var lag: Int {
        switch self {
        case .factor, .distance: 1
        case .decades(let count): count
        }
    }

    private func next(after bound: Double) -> Double {
        switch self {
        case .factor(let factor): bound * factor
        case .distance(let distance): bound + distance
        case .decades: bound * 10
        }
    }

    /// What the deviation of a bound is a part of.
    private func unit(at bound: Double) -> Double {
        switch self {
        case .factor, .decades: bound
        case .distance(let distance): distance
        }
    }

    private static func isSame(_ left: Double, _ right: Double) -> Bool { abs(left - right) <= 1e-9 * abs(right) }
}
