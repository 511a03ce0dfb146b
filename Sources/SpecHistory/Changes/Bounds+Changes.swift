// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

extension BucketSet.Bounds {
    /// What differs in later bounds: as the rule that makes them, and as the bounds themselves where no parameter decides.
    func changes(to new: BucketSet.Bounds) -> [BoundsChange] {
        guard self != new else { return [] }
        switch (self, new) {
        case (
            .conditional(let condition, let then, let otherwise),
            .conditional(let newCondition, let newThen, let newOtherwise)
        ) where condition == newCondition:
            let changes = then.changes(to: newThen) + otherwise.changes(to: newOtherwise)
            return changes.contains(.rule) ? [.rule] : BoundsChange.joined(changes)
        case (.series(let mantissas, .parameter(let parameter)), .series(let left, .parameter(let newParameter)))
        where parameter == newParameter:
            return BoundsChange.changes(from: mantissas, to: left)
        default:
            guard let possible, let certain, let newPossible = new.possible, let newCertain = new.certain else {
                return [.rule]
            }
            return BoundsChange.changes(removed: possible.without(newCertain), added: newPossible.without(certain))
        }
    }

    /// Every bound that a process can have; nil where a parameter decides.
    private var possible: [Double]? {
        if case .conditional(_, let then, let otherwise) = self {
            guard let then = then.possible, let otherwise = otherwise.possible else { return nil }
            return then + otherwise.without(then)
        }
        return known
    }

    /// The bounds that every process has; nil where a parameter decides.
    private var certain: [Double]? {
        if case .conditional(_, let then, let otherwise) = self {
            guard let then = then.certain, let otherwise = otherwise.certain else { return nil }
            let shared = Set(otherwise)
            return then.filter(shared.contains)
        }
        return known
    }
}

/// What differs between two sets of bounds.
enum BoundsChange: Equatable {
    case removed([Double])
    case added([Double])
    /// Parameters decide, or something else does now.
    case rule

    static func changes(from old: [Double], to new: [Double]) -> [BoundsChange] {
        changes(removed: old.without(new), added: new.without(old))
    }

    static func changes(removed: [Double], added: [Double]) -> [BoundsChange] {
        (removed.isEmpty ? [] : [.removed(removed)]) + (added.isEmpty ? [] : [.added(added)])
    }

    /// Those of both branches of a condition as one, each bound once.
    static func joined(_ changes: [BoundsChange]) -> [BoundsChange] {
        var (removed, added): ([Double], [Double]) = ([], [])
        for change in changes {
            switch change {
            case .removed(let bounds): removed += bounds.without(removed)
            case .added(let bounds): added += bounds.without(added)
            case .rule: return [.rule]
            }
        }
        return Self.changes(removed: removed, added: added)
    }
}

extension NativeBuckets {
    /// As a spec writes them.
    var notation: String { "{growth: \(BoundText.text(of: growth)), max_buckets: \(maxBuckets)}" }
}

extension BucketSet.Bounds {
    /// One for each bound, or what decides them.
    var notations: [String] { known?.map(BoundText.text) ?? [notation] }

    /// As a spec writes them.
    var notation: String {
        switch self {
        case .fixed(let bounds): "[\(BoundText.list(of: bounds))]"
        case .series(let mantissas, .number(let limit)):
            "{series: [\(BoundText.list(of: mantissas))], max: \(BoundText.text(of: limit))}"
        case .series(let mantissas, .parameter(let limit)):
            "{series: [\(BoundText.list(of: mantissas))], \(limit.isExclusive ? "less_than" : "max"): $\(limit.sum.parameter)\(limit.sum.ending)}"
        case .sorted(let parameter): "{sorted: $\(parameter)}"
        case .conditional(let condition, let then, let otherwise):
            "{if: \(condition), then: \(then.notation), else: \(otherwise.notation)}"
        }
    }
}

extension Array where Element: Hashable {
    /// Looked up rather than searched: the catalogue of a release can list as much as its file holds.
    func without(_ others: [Element]) -> [Element] {
        let others = Set(others)
        return filter { !others.contains($0) }
    }
}
