// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOrigins

extension Product {
    /// The metrics that generated code can record.
    package var recordedMetrics: [Metric] { metrics.filter { $0.isRecorded && !$0.isRemoved } }

    /// The keys of the declared labels that code needs for these metrics.
    package func sharedLabels(of metrics: [Metric]) -> Set<String> {
        let declared = Dictionary(labels.map { ($0.key, $0) }) { first, _ in first }
        return Set(
            metrics.flatMap(\.labelsAndFields)
                .filter { !$0.isOwn || $0.isBound || $0.hasValues(of: declared[$0.key]) }.map(\.key))
    }

    /// The owner of each metric whose group has one.
    package var groupOwners: [Metric.ID: String] {
        Dictionary(
            groups.flatMap { group in group.metrics.compactMap { metric in group.owner.map { (metric.id, $0) } } },
            uniquingKeysWith: { first, _ in first })
    }
}

extension Metric {
    /// Whether generated code has something for it: its handle, or its tombstone.
    package var hasCode: Bool { isRecorded || isRemoved }
}

extension NameScope.Origin {
    package init(_ label: Label, _ part: Origins.Part) { self.init(name: label.key, part: part) }
}

extension Label {
    /// Where it is described.
    package func part(in metric: Metric) -> Origins.Part {
        isOwn ? .ownLabel(key, of: metric.id) : .label(key)
    }

    /// Whether code can use the enum of another label for it.
    package func hasValues(of declared: Label?) -> Bool {
        guard let declared, case .closed(let values) = values, case .closed(let others) = declared.values else {
            return false
        }
        return name == declared.name && swiftName == declared.swiftName && values.count == others.count
            && zip(values, others).allSatisfy {
                $0.text.utf8.elementsEqual($1.text.utf8) && $0.swiftName == $1.swiftName
            }
    }
}
