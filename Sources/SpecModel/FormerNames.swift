// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

extension Metric {
    /// The name of the metric of which it is a former name: both are published, with the same series. Nil for a metric
    /// with series of its own.
    package var presentName: String? {
        guard case .deprecated(let notice) = lifecycle, notice.isFormerName, notice.replacements.count == 1 else {
            return nil
        }
        return notice.replacements[0].name
    }
}

extension DeprecationNotice {
    /// The release from which on a former name isn't published any more; nil while that is undecided.
    package var publishedUntil: MinorVersion? { hiddenFrom ?? removedFrom }
}

extension Product {
    /// The metrics that are former names, by the metric whose series they show. Of metrics that exclude each other, it is
    /// the one with the same condition.
    package var formerNames: [Metric.ID: [Metric]] {
        var formers: [Metric.ID: [Metric]] = [:]
        for group in groups {
            for former in group.metrics where former.presentName != nil {
                if let metric = metric(presently: former) { formers[metric.id, default: []].append(former) }
            }
        }
        return formers
    }

    /// The metric whose series a former name shows.
    package func metric(presently former: Metric) -> Metric? {
        guard let name = former.presentName else { return nil }
        return groups.lazy.flatMap(\.metrics).first { $0.name == name && $0.condition == former.condition }
    }
}
