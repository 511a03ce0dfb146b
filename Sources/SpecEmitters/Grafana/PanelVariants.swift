// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel

/// The metrics that have panels: one for each query.
///
/// Of metrics with one name that exclude each other, each server has at most one, and a query by the name finds all of
/// them. So metrics that are drawn alike become one, with the labels of all, in the place of the first. If they have
/// another type or unit, each has a panel.
enum PanelVariants {
    static func joined(_ groups: [Group], _ parameters: [Parameter]) -> [Group] {
        var first: [String: [(group: Int, metric: Int)]] = [:]
        var joined = groups
        for group in groups.indices {
            joined[group].metrics = []
            for metric in groups[group].metrics {
                let known = first[metric.name] ?? []
                if let place = known.first(where: { joined[$0.group].metrics[$0.metric].isDrawn(like: metric) }) {
                    joined[place.group].metrics[place.metric].join(metric, parameters)
                } else {
                    first[metric.name] = known + [(group, joined[group].metrics.count)]
                    joined[group].metrics.append(metric)
                }
            }
        }
        return joined
    }
}

extension Metric {
    fileprivate func isDrawn(like other: Metric) -> Bool {
        kind == other.kind && unit == other.unit && mode == other.mode
    }

    fileprivate mutating func join(_ other: Metric, _ parameters: [Parameter]) {
        condition = .either(condition, other.condition, among: parameters)
        for label in other.labels where !labels.contains(where: { $0.name == label.name }) { labels.append(label) }
    }
}
