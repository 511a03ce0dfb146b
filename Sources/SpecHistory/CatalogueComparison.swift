// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel

/// Something that a metric had in one catalogue and doesn't have in a later one.
package struct MetricChange: Sendable, Equatable {
    /// The full name.
    package let metric: String
    /// As the earlier catalogue has it.
    package let stability: Prose.Stability?
    package let kind: Kind

    package enum Kind: Sendable, Equatable {
        /// It is not in the later catalogue at all.
        case removed
        /// It is hidden or removed, and the earlier catalogue announced that for a later release, or not at all.
        case endedEarly(LifecycleState, in: MinorVersion, announced: CataloguedMetric.Announcement?)
        case typeChanged(from: MetricKind, to: MetricKind)
        case unitChanged(from: Unit, to: Unit?)
        case labelRemoved(String)
        case valuesRemoved(label: String, [String])
        /// A label whose values were listed takes any value now.
        case valuesUnlisted(label: String)
        case statesRemoved([String])
        case boundsRemoved([Double])
        /// Bounds that depend on parameters, and now on something else.
        case boundsChanged
        case modeChanged(from: MultiprocessMode, to: MultiprocessMode)
    }
}

extension Catalogue {
    /// What metrics of an earlier catalogue have lost since, in its order. Additions, and parts that queries don't see, are
    /// not changes here. A metric that was removed in the earlier catalogue promises nothing any more.
    package func changes(since earlier: Catalogue) -> [MetricChange] {
        let now = Dictionary(grouping: metrics, by: \.name)
        return earlier.metrics.flatMap { old -> [MetricChange] in
            if case .removed = old.end { return [] }
            let kinds: [MetricChange.Kind]
            // Of metrics that exclude each other, the one with the same condition.
            let same = now[old.name]
            if let new = same?.first(where: { $0.condition == old.condition }) ?? same?.first {
                kinds = endedEarly(new, old).map { [$0] } ?? (isServed(new) ? old.losses(to: new) : [])
            } else {
                kinds = old.state(at: version.release) == .removed && !version.isUnversioned ? [] : [.removed]
            }
            return kinds.map { MetricChange(metric: old.name, stability: old.stability, kind: $0) }
        }
    }

    private func isServed(_ metric: CataloguedMetric) -> Bool {
        metric.state(at: version).isServed(showsHidden: true)
    }

    private func endedEarly(_ new: CataloguedMetric, _ old: CataloguedMetric) -> MetricChange.Kind? {
        let state = new.state(at: version)
        guard state == .hidden || state == .removed else { return nil }
        // A tombstone says itself in which release the metric went.
        var line = granularity.release(of: version)
        if case .removed(let release, _) = new.end { line = max(line, release) }
        let due = old.state(at: line)
        guard due != .removed, state == .removed || due != .hidden else { return nil }
        guard case .announced(let announcement) = old.end else {
            return .endedEarly(state, in: line, announced: nil)
        }
        return .endedEarly(state, in: line, announced: announcement)
    }
}

extension CataloguedMetric {
    /// What this metric has and a later one of its name doesn't.
    fileprivate func losses(to new: CataloguedMetric) -> [MetricChange.Kind] {
        var losses: [MetricChange.Kind] = []
        if kind != new.kind { losses.append(.typeChanged(from: kind, to: new.kind)) }
        // A kind that can't have a unit has lost it with the change of kind.
        if let unit, unit.name != new.unit?.name, !(unit == Unit.none && new.unit == nil), kind == new.kind {
            losses.append(.unitChanged(from: unit, to: new.unit))
        }
        for label in labels {
            guard let now = new.labels.first(where: { $0.name == label.name }) else {
                losses.append(.labelRemoved(label.name))
                continue
            }
            guard let values = label.values else { continue }
            guard let left = now.values else {
                losses.append(.valuesUnlisted(label: label.name))
                continue
            }
            let lost = values.without(left)
            if !lost.isEmpty { losses.append(.valuesRemoved(label: label.name, lost)) }
        }
        if kind == .stateset, new.kind == .stateset {
            let lost = states.without(new.states)
            if !lost.isEmpty { losses.append(.statesRemoved(lost)) }
        }
        if let bounds, let left = new.bounds { losses += bounds.losses(to: left) }
        if let mode, let now = new.mode, mode != now { losses.append(.modeChanged(from: mode, to: now)) }
        return losses
    }
}

extension BucketSet.Bounds {
    fileprivate func losses(to new: BucketSet.Bounds) -> [MetricChange.Kind] {
        switch (self, new) {
        case (
            .conditional(let condition, let then, let otherwise),
            .conditional(let newCondition, let newThen, let newOtherwise)
        ) where condition == newCondition:
            let losses = then.losses(to: newThen) + otherwise.losses(to: newOtherwise)
            return losses.contains(.boundsChanged) ? [.boundsChanged] : Self.joined(losses)
        case (.series(let mantissas, .parameter(let parameter)), .series(let left, .parameter(let newParameter)))
        where parameter == newParameter:
            return Self.removed(mantissas.without(left))
        case (.sorted(let parameter), .sorted(let newParameter)) where parameter == newParameter: return []
        default:
            guard let possible, let certain = new.certain else { return [.boundsChanged] }
            return Self.removed(possible.without(certain))
        }
    }

    private static func removed(_ bounds: [Double]) -> [MetricChange.Kind] {
        bounds.isEmpty ? [] : [.boundsRemoved(bounds)]
    }

    private static func joined(_ losses: [MetricChange.Kind]) -> [MetricChange.Kind] {
        removed(
            losses.reduce(into: []) { all, loss in
                guard case .boundsRemoved(let bounds) = loss else { return }
                all += bounds.without(all)
            })
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

extension Array where Element: Hashable {
    /// Looked up rather than searched: the catalogue of a release can list as much as its file holds.
    fileprivate func without(_ others: [Element]) -> [Element] {
        let others = Set(others)
        return filter { !others.contains($0) }
    }
}
