// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

/// The panel kinds that can show one metric type. The cases have the names of `Panel.Kind`, and a message lists them in
/// this order.
protocol FittingPanelKind: CaseIterable, RawRepresentable<String> {}

extension FittingPanelKind {
    /// The one that a spec asks for, where it fits.
    init?(_ kind: Panel.Kind?) {
        guard let kind else { return nil }
        self.init(rawValue: kind.rawValue)
    }

    static var panelKinds: [Panel.Kind] { allCases.compactMap { Panel.Kind(rawValue: $0.rawValue) } }
}

/// The panel kinds that can show a metric, the content of the chosen one, and the tile in the overview.
struct PanelChoice {
    let fitting: [Panel.Kind]
    let content: () -> MetricPanel.Content
    /// The metric's tile in the overview.
    let tile: () -> DashboardPanel

    /// - Parameters:
    ///   - asked: what the spec asks for. If it doesn't fit, `UnsuitablePanelKind` reports it.
    ///   - natural: the panel kind if the spec asks for none that fits.
    init<Kind: FittingPanelKind>(
        _ asked: Panel.Kind?, otherwise natural: Kind, content: @escaping (Kind) -> MetricPanel.Content,
        tile: @escaping () -> DashboardPanel
    ) {
        fitting = Kind.panelKinds
        self.content = { content(Kind(asked) ?? natural) }
        self.tile = tile
    }
}

extension MetricPanel {
    /// The panel kinds of each metric type.
    var choice: PanelChoice {
        let asked = metric.panel.kind
        return switch metric.kind {
        case .counter:
            PanelChoice(asked, otherwise: CounterPanelKind.timeseries, content: counterContent, tile: rateTile)
        case .gauge: gaugeChoice(asked, Combination(of: metric, unit.meaning))
        case .histogram:
            PanelChoice(
                asked, otherwise: naturalHistogramPanel, content: histogramContent,
                tile: durationTile)
        case .summary:
            PanelChoice(asked, otherwise: SummaryPanelKind.timeseries, content: summaryContent, tile: meanTile)
        case .gaugehistogram:
            PanelChoice(
                asked, otherwise: naturalHistogramPanel, content: gaugeHistogramContent, tile: wholeTile)
        case .unknown: gaugeChoice(asked, Combination(.all, of: unit.meaning))
        case .info: PanelChoice(asked, otherwise: InfoPanelKind.table, content: infoContent, tile: wholeTile)
        case .stateset:
            PanelChoice(asked, otherwise: StateSetPanelKind.stateTimeline, content: stateSetContent, tile: wholeTile)
        }
    }

    /// The panel kinds of a gauge depend on what its values mean.
    private func gaugeChoice(_ asked: Panel.Kind?, _ combination: Combination) -> PanelChoice {
        let isSeparate = metric.panel.aggregation == .separate
        let tile = { isSeparate ? wholeTile() : levelTile(combination) }
        return switch unit.meaning {
        case .moment:
            PanelChoice(
                asked, otherwise: metric.openLabels.isEmpty ? MomentPanelKind.stat : .table, content: momentContent,
                tile: tile)
        case .share(let whole):
            PanelChoice(
                asked, otherwise: SharePanelKind.timeseries,
                content: { shareContent(as: $0, combination, whole: whole) },
                tile: metric.openLabels.isEmpty && !isSeparate ? { shareTile(combination, whole: whole) } : tile)
        case .labels:
            PanelChoice(
                asked, otherwise: metric.closedLabels.isEmpty ? GaugePanelKind.table : .timeseries,
                content: { gaugeContent(as: $0, combination) }, tile: tile)
        case .amount, .intensity, .duration, .truth, .unknown:
            metric.isMonotonic
                ? PanelChoice(
                    asked, otherwise: CounterPanelKind.timeseries, content: counterContent, tile: rateTile)
                : PanelChoice(
                    asked, otherwise: GaugePanelKind.timeseries, content: { gaugeContent(as: $0, combination) },
                    tile: tile)
        }
    }
}
