// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecText

/// The tiles at the top of a dashboard: how much there is to do, how full it is, how much gets done, how long it
/// takes.
///
/// Metric types and units decide which metrics these are: of each sort the first ones in the order of the spec, so
/// the author of a spec puts the important ones first. Deprecated metrics have no tile. A metric with a condition, or
/// with `place: group`, has a tile only if its spec asks for one.
struct OverviewRow {
    private static let levels = 2
    private static let shares = 1
    private static let rates = 3
    private static let durations = 2

    /// - Parameter panels: The panels of the served metrics, in the order of the spec.
    static func panels(for panels: [MetricPanel], at version: ProductVersion) -> [DashboardPanel] {
        let lasting = panels.filter {
            $0.metric.state(at: version) == .active && $0.metric.panel.place != .nowhere
        }
        let gauges = lasting.filter { $0.metric.kind == .gauge && $0.metric.openLabels.isEmpty }
        let levels = gauges.filter { $0.unit.meaning == .amount }
        let shares = gauges.filter { if case .share = $0.unit.meaning { true } else { false } }
        let rates = lasting.enumerated()
            .compactMap { position, panel -> (rank: Int, position: Int, panel: MetricPanel)? in
                guard panel.metric.kind == .counter, let rank = panel.unit.rank else { return nil }
                return (rank, position, panel)
            }
            .sorted { ($0.rank, $0.position) < ($1.rank, $1.position) }
            .map(\.panel)
        let durations = lasting.filter { $0.metric.kind == .histogram && $0.unit.meaning == .duration }
        let tiled = Set((levels + shares + rates + durations).map(\.subject))
        let others = lasting.filter { $0.metric.panel.place == .overview && !tiled.contains($0.subject) }
        return
            (chosen(levels, Self.levels) + chosen(shares, Self.shares) + chosen(rates, Self.rates)
            + chosen(durations, Self.durations) + others).map(\.tile)
    }

    /// The first ones, and those for which the spec asks for a place here.
    private static func chosen(_ panels: [MetricPanel], _ count: Int) -> [MetricPanel] {
        var left = count
        return panels.filter { panel in
            let (place, isCertain) = (panel.metric.panel.place, panel.metric.condition == nil)
            let isCandidate = place == nil && isCertain
            defer { if isCandidate || place == .overview { left -= 1 } }
            return place == .overview || isCandidate && left > 0
        }
    }
}
