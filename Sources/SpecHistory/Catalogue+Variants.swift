// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel

extension Catalogue {
    /// The metrics as queries see them: what excludes each other and has one name and type is one metric, which can have
    /// the labels, values and bounds of each. Metrics of one name and different types stay apart.
    package var joinedMetrics: [CataloguedMetric] {
        var joined: [CataloguedMetric] = []
        joined.reserveCapacity(metrics.count)
        var places: [String: [Int]] = [:]
        for metric in metrics {
            let known = places[metric.name] ?? []
            if let place = known.first(where: { joined[$0].kind == metric.kind }) {
                joined[place] = joined[place].joined(with: metric, parameters)
            } else {
                places[metric.name] = known + [joined.count]
                joined.append(metric)
            }
        }
        return joined
    }
}

extension CataloguedMetric {
    fileprivate func joined(with other: CataloguedMetric, _ parameters: [Parameter]) -> CataloguedMetric {
        var joined = self
        joined.registeredName = registeredName ?? other.registeredName
        joined.aliases.append(unlessThere: other.aliases)
        joined.unit = unit == other.unit ? unit : nil
        joined.labels = joinedLabels(with: other)
        joined.states.append(unlessThere: other.states)
        joined.quantiles.append(unlessThere: other.quantiles)
        joined.bounds = joinedBounds(with: other)
        joined.native = native ?? other.native
        joined.hasOverridableBounds = hasOverridableBounds || other.hasOverridableBounds
        joined.condition = .either(condition, other.condition, among: parameters)
        joined.since = since.flatMap { since in other.since.map { min(since, $0) } }
        joined.changes.append(unlessThere: other.changes)
        joined.changes.sort { $0.release < $1.release }
        joined.replacements.append(unlessThere: other.replacements)
        // A rate is right for one of the two.
        joined.isMonotonic = isMonotonic || other.isMonotonic
        joined.stability = stability == other.stability ? stability : nil
        // What one of the two serves longer is still there.
        joined.end = end == .none || other.end == .none ? .none : end
        return joined
    }

    private func joinedLabels(with other: CataloguedMetric) -> [CataloguedLabel] {
        func joined(_ label: CataloguedLabel, _ others: [CataloguedLabel]) -> CataloguedLabel {
            guard let same = others.first(where: { $0.name == label.name }) else {
                var joined = label
                joined.isRequired = false
                return joined
            }
            return label.joined(with: same)
        }
        return labels.map { joined($0, other.labels) }
            + other.labels.filter { label in !labels.contains { $0.name == label.name } }.map { joined($0, labels) }
    }

    private func joinedBounds(with other: CataloguedMetric) -> BucketSet.Bounds? {
        guard let bounds, let others = other.bounds, bounds != others else { return bounds ?? other.bounds }
        return condition.map { .conditional($0, then: bounds, otherwise: others) } ?? bounds
    }
}

extension CataloguedLabel {
    fileprivate func joined(with other: CataloguedLabel) -> CataloguedLabel {
        var joined = self
        joined.isRequired = isRequired && other.isRequired
        joined.isOpen = isOpen || other.isOpen
        // What is deprecated in one of the two is still right for the other.
        joined.deprecation = other.deprecation == nil ? nil : deprecation
        joined.deprecatedValues = deprecatedValues.filter { value, _ in
            other.deprecatedValues[value] != nil || other.values?.contains(value) == false
        }
        for (value, deprecation) in other.deprecatedValues where values?.contains(value) == false {
            joined.deprecatedValues[value] = deprecation
        }
        if let others = other.values { joined.values?.append(unlessThere: others) } else { joined.values = nil }
        return joined
    }
}

extension Array where Element: Equatable {
    fileprivate mutating func append(unlessThere others: [Element]) {
        for other in others where !contains(other) { append(other) }
    }
}
