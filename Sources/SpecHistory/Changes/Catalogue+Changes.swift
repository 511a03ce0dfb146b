// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel

extension Catalogue {
    /// Everything that somebody outside can notice since an earlier catalogue: first what its metrics lost or changed, in
    /// its order, then what is new, then the parameters, then derived values, alerts and objectives.
    package func changes(since earlier: Catalogue) -> [CatalogueChange] {
        let now = Dictionary(grouping: metrics.indices, by: { metrics[$0].name })
        let names = Set(earlier.metrics.map(\.name))
        let renamed = renamings(of: earlier, names)
        var isPaired = Array(repeating: false, count: metrics.count)
        var changes: [CatalogueChange] = []
        for old in earlier.metrics {
            var place: Int?
            if let same = now[old.name] {
                // Of metrics that exclude each other, the one with the same condition.
                let free = same.filter { !isPaired[$0] }
                place =
                    free.first { metrics[$0].condition == old.condition } ?? (same.count == 1 ? same[0] : free.first)
            } else if let index = renamed[old.name] {
                place = index
                changes.append(
                    CatalogueChange(
                        metric: old.name, .renamed, old: old.name, new: metrics[index].name, stability: old.stability))
            }
            if let place { isPaired[place] = true }
            changes += self.changes(of: old, in: earlier, to: place.map { metrics[$0] })
        }
        for (metric, isPaired) in zip(metrics, isPaired) where !isPaired {
            if case .removed = metric.end { continue }
            // A variant of a metric that was there under another condition.
            let isVariant = names.contains(metric.name)
            changes.append(
                CatalogueChange(
                    metric: metric.name, .added,
                    new: isVariant ? metric.condition.map { "if \($0)" } : metric.kind.rawValue))
        }
        return changes + parameterChanges(since: earlier) + ruleChanges(since: earlier)
    }

    /// What was in a list and is gone or differs, in its order, and then what is new.
    static func changes<Part>(
        _ old: [Part], _ new: [Part], by name: (Part) -> String, added: (Part) -> CatalogueChange, removed: ChangeType,
        changes: (Part, Part) -> [CatalogueChange]
    ) -> [CatalogueChange] {
        let now = Dictionary(new.map { (name($0), $0) }) { first, _ in first }
        let before = Set(old.map(name))
        return old.flatMap { part in
            now[name(part)].map { changes(part, $0) }
                ?? [CatalogueChange(metric: nil, subject: name(part), removed)]
        } + new.filter { !before.contains(name($0)) }.map(added)
    }

    /// The metrics that say which metric of the earlier catalogue they were, by its name.
    private func renamings(of earlier: Catalogue, _ names: Set<String>) -> [String: Int] {
        guard metrics.contains(where: { !$0.renamedFrom.isEmpty }) else { return [:] }
        let current = Set(metrics.map(\.name))
        let byKey = Dictionary(grouping: earlier.metrics, by: \.key)
        var renamed: [String: Int] = [:]
        for (index, metric) in metrics.enumerated() where !names.contains(metric.name) {
            for former in metric.renamedFrom {
                let candidates = names.contains(former) ? [former] : (byKey[former] ?? []).map(\.name)
                for name in candidates where !current.contains(name) && renamed[name] == nil { renamed[name] = index }
            }
        }
        return renamed
    }

    private func changes(
        of old: CataloguedMetric, in earlier: Catalogue, to new: CataloguedMetric?
    ) -> [CatalogueChange] {
        func change(_ type: ChangeType, subject: String? = nil, old before: String? = nil, new after: String? = nil)
            -> CatalogueChange
        {
            CatalogueChange(
                metric: old.name, subject: subject, type, old: before, new: after, stability: old.stability)
        }
        if case .removed = old.end {
            // Its promises are over; a metric that is back is a new one.
            guard let new else { return [] }
            if case .removed = new.end { return [] }
            return [CatalogueChange(metric: new.name, .added, new: new.kind.rawValue)]
        }
        guard let new else {
            let isDue = !version.isUnversioned && old.state(at: version.release) == .removed
            switch old.end {
            case .announced(let announcement):
                return [
                    isDue
                        ? change(.removed) : change(.removedEarly, old: announcement.removedFrom.releaseOrUndecided)
                ]
            case .none, .removed: return [change(.removedUnannounced)]
            }
        }
        let (ending, isOver) = ending(of: old, in: earlier, new)
        let ends = ending.map { change($0.type, old: $0.old, new: $0.new) }
        return isOver ? ends : ends + old.fieldChanges(to: new, since: earlier.version)
    }

    private typealias Ending = (type: ChangeType, old: String?, new: String?)

    /// How the life of a metric goes on otherwise than before, and whether nothing else is to be said of it.
    private func ending(
        of old: CataloguedMetric, in earlier: Catalogue, _ new: CataloguedMetric
    ) -> (changes: [Ending], isOver: Bool) {
        let state = new.state(at: version)
        // A tombstone says itself in which release the metric went.
        var line = granularity.release(of: version)
        if case .removed(let release, _) = new.end { line = max(line, release) }
        let due = old.state(at: line)
        let announced: CataloguedMetric.Announcement? =
            if case .announced(let announcement) = old.end { announcement } else { nil }
        switch state {
        case .removed:
            guard due != .removed else { return ([(.removed, nil, line.description)], true) }
            return (
                [
                    announced.map { (.removedEarly, $0.removedFrom.releaseOrUndecided, line.description) }
                        ?? (.removedUnannounced, nil, line.description)
                ], true
            )
        case .hidden where old.state(at: earlier.version) != .hidden:
            guard due != .hidden, due != .removed else { return ([(.hidden, nil, line.description)], false) }
            return (
                [
                    announced.map { (.hiddenEarly, $0.hiddenFrom.releaseOrUndecided, line.description) }
                        ?? (.hiddenUnannounced, nil, line.description)
                ], true
            )
        case .active, .deprecated, .hidden: break
        }
        switch (old.end, new.end) {
        case (.none, .announced):
            let replacements = new.replacements.map(\.name).joined(separator: ", ")
            return ([(.deprecated, nil, replacements.isEmpty ? nil : replacements)], false)
        case (.announced(let announcement), .none): return ([(.undeprecated, "\(announcement.since)", nil)], false)
        case (.announced(let before), .announced(let after)):
            guard before != after else { return ([], false) }
            let isEarlier =
                after.hiddenFrom.isBefore(before.hiddenFrom) || after.removedFrom.isBefore(before.removedFrom)
            return ([(isEarlier ? .scheduledEarlier : .scheduledLater, before.dates, after.dates)], false)
        default: return ([], false)
        }
    }
}

extension MinorVersion? {
    fileprivate var releaseOrUndecided: String { map(\.description) ?? "undecided" }

    /// Undecided is later than every release.
    fileprivate func isBefore(_ other: MinorVersion?) -> Bool {
        guard let self else { return false }
        return other.map { self < $0 } ?? true
    }
}

extension CataloguedMetric.Announcement {
    /// Such as `hidden 0.9, removed 0.10`.
    fileprivate var dates: String {
        "hidden \(hiddenFrom.releaseOrUndecided), removed \(removedFrom.releaseOrUndecided)"
    }
}
