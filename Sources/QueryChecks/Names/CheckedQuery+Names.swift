// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import SpecHistory

extension CheckedQuery {
    /// A fix that writes another name.
    func renaming(_ asked: AskedName, to name: String) -> [Finding.Fix] {
        guard asked.form != .alternative else { return [] }
        let written = query.string.text.utf8.dropFirst(asked.span.range.lowerBound).first
        let quote = written.map { "\"'`".utf8.contains($0) ? String(Unicode.Scalar($0)) : "" } ?? ""
        return fix("write `\(name)`", replacing: asked.span, with: quote + name + quote).map { [$0] } ?? []
    }

    /// Whether a name that ends is asked for beside its replacement, for the time in which some servers have only the
    /// one: to the right of `or`, or as one of several names.
    func isMigration(_ asked: AskedName, from series: KnownSeries) -> Bool {
        // One side may have the name under which others see the metric.
        func declared(_ name: String) -> String { metrics.family(name)?.declaredName ?? name }
        let replacements = Set(series.metric.replacements.map { declared($0.name) })
        guard !replacements.isEmpty else { return false }
        if asked.form == .alternative {
            let others = meaning.askedNames.filter { $0.node == asked.node }.compactMap {
                metrics[$0.name]?.known.declaredName
            }
            return others.contains(where: replacements.contains)
        }
        var index = asked.node
        while let parent = meaning.nodes[index].parent {
            // The right operand is the last node before its operator.
            if case .binary(let operation) = meaning.nodes[parent].expression.form, operation.operation == .or,
                index == parent - 1, let left = meaning.children(of: parent).first,
                meaning.nodes[left].result.metrics.contains(where: { replacements.contains(declared($0)) })
            {
                return true
            }
            index = parent
        }
        return false
    }
}

extension KnownSeries {
    /// What is written instead of this series, where that is known of the metric's replacements.
    func replacements(in metrics: KnownMetrics) -> [String] {
        metric.replacements.map { replacement in
            guard let family = metrics.family(replacement.name), family.metric.kind == metric.kind else {
                return replacement.name
            }
            return description.name(inFamily: replacement.name)
        }
    }

    /// The series that can be asked for instead without another change to the query: the only replacement, of the same
    /// type and unit, with the same labels.
    func equal(in metrics: KnownMetrics) -> String? {
        guard metric.replacements.count == 1, let replacement = metric.replacements.first, !replacement.isExternal,
            let family = metrics.family(replacement.name), family.state == .active, family.origin == known.origin,
            family.metric.kind == metric.kind, family.metric.unit == metric.unit, metric.hasLabels(of: family.metric),
            family.metric.states == metric.states, family.metric.bounds == metric.bounds
        else { return nil }
        return description.name(inFamily: replacement.name)
    }
}

extension CataloguedMetric {
    /// The labels of a metric that is gone aren't kept.
    fileprivate func hasLabels(of other: CataloguedMetric) -> Bool {
        if case .removed = end { return false }
        // A deprecation of a label says nothing about the series.
        func known(_ labels: [CataloguedLabel]) -> [CataloguedLabel] {
            labels.map {
                CataloguedLabel(name: $0.name, values: $0.values, isRequired: $0.isRequired, isOpen: $0.isOpen)
            }.sorted { $0.name < $1.name }
        }
        return known(labels) == known(other.labels)
    }
}
