// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension Resolver {
    /// What changed under the name of a metric, in the order of the spec. What contradicts itself or the metric is
    /// reported, and kept all the same.
    ///
    /// - Parameter labels: the metric's, with the fields of an info metric.
    mutating func resolve(
        _ changes: [Spanned<ChangeDeclaration>], of metric: MetricDeclaration, labels: [Label]
    ) -> [RecordedChange] {
        for (index, change) in changes.enumerated() {
            reportUncounted(change.value.release, ChangeKeys.in.name)
            let finding =
                order(of: change.value, after: index > 0 ? changes[index - 1].value : nil, metric)
                ?? ImpossibleChange.finding(incomplete: change)
                ?? ImpossibleChange.finding(misfit: change.value, of: metric.kind)
                ?? contradiction(of: change.value, later: changes[(index + 1)...].map(\.value), metric, labels)
            findings += finding.map { [$0] } ?? []
        }
        return changes.map(\.value).map { change in
            RecordedChange(
                release: change.release.value, kind: change.kind.value, from: change.from.map(\.value),
                to: change.to.map(\.value), note: change.note)
        }
    }

    private func order(
        of change: ChangeDeclaration, after earlier: ChangeDeclaration?, _ metric: MetricDeclaration
    ) -> Finding? {
        if let earlier, change.release.value < earlier.release.value {
            return ImpossibleChange.finding(change.release, before: earlier.release)
        }
        if let since = metric.since, change.release.value <= since.value {
            return ImpossibleChange.finding(change.release, notAfter: since)
        }
        return product.flatMap {
            FutureSince.finding(
                change: change.release, product: $0.version, granularity, in: releases)
        }
    }

    /// What a change says is there, and isn't, or the other way round. A later change may say why.
    private func contradiction(
        of change: ChangeDeclaration, later: [ChangeDeclaration], _ metric: MetricDeclaration, _ labels: [Label]
    ) -> Finding? {
        // A change, a label or a unit that a fault hides may say why.
        guard isComplete, faults.allSatisfy(\.places.isEmpty) else { return nil }
        let sameKind = later.filter { $0.kind.value == change.kind.value }
        switch change.kind.value {
        case .unit, .mode:
            guard let to = change.to.first else { return nil }
            if let next = sameKind.first, let from = next.from.first {
                return to.value == from.value ? nil : ImpossibleChange.finding(to, of: change.kind.value, next: from)
            }
            let present =
                change.kind.value == .unit
                ? metric.unit?.value ?? "none" : (metric.mode ?? metric.kind?.description.modes.first ?? .all).rawValue
            return to.value == present
                ? nil : ImpossibleChange.finding(to, of: change.kind.value, present: present)
        case .labels:
            let names = Set(labels.map(\.name))
            let (taken, added) = (
                Set(sameKind.flatMap(\.from).map(\.value)), Set(sameKind.flatMap(\.to).map(\.value))
            )
            let gone = change.to.first { !names.contains($0.value) && !taken.contains($0.value) && !isReported($0) }
            let kept = change.from.first { names.contains($0.value) && !added.contains($0.value) }
            return gone.map { ImpossibleChange.finding(label: $0, isThere: false) }
                ?? kept.map { ImpossibleChange.finding(label: $0, isThere: true) }
        case .meaning, .values, .buckets, .help: return nil
        }
    }
}
