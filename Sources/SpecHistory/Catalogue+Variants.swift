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
        let further = other.aliases.filter { !aliases.contains($0) }
        return CataloguedMetric(
            name: name, registeredName: registeredName ?? other.registeredName, aliases: aliases + further,
            kind: kind, unit: unit == other.unit ? unit : nil, labels: joinedLabels(with: other),
            states: states + other.states.filter { !states.contains($0) },
            bounds: joinedBounds(with: other),
            hasOverridableBounds: hasOverridableBounds || other.hasOverridableBounds,
            condition: .either(condition, other.condition, among: parameters),
            since: since.flatMap { since in other.since.map { min(since, $0) } },
            replacements: replacements + other.replacements.filter { !replacements.contains($0) }, mode: mode,
            stability: stability == other.stability ? stability : nil,
            // What one of the two serves longer is still there.
            end: end == .none || other.end == .none ? .none : end)
    }

    private func joinedLabels(with other: CataloguedMetric) -> [CataloguedLabel] {
        func joined(_ label: CataloguedLabel, _ others: [CataloguedLabel]) -> CataloguedLabel {
            guard let same = others.first(where: { $0.name == label.name }) else {
                return CataloguedLabel(
                    name: label.name, values: label.values, isRequired: false, isOpen: label.isOpen)
            }
            let values = label.values.flatMap { values in
                same.values.map { others in values + others.filter { !values.contains($0) } }
            }
            return CataloguedLabel(
                name: label.name, values: values, isRequired: label.isRequired && same.isRequired,
                isOpen: label.isOpen || same.isOpen)
        }
        return labels.map { joined($0, other.labels) }
            + other.labels.filter { label in !labels.contains { $0.name == label.name } }.map { joined($0, labels) }
    }

    private func joinedBounds(with other: CataloguedMetric) -> BucketSet.Bounds? {
        guard let bounds, let others = other.bounds, bounds != others else { return bounds ?? other.bounds }
        return condition.map { .conditional($0, then: bounds, otherwise: others) } ?? bounds
    }
}
