// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax

enum SummaryPanelKind: String, FittingPanelKind {
    case timeseries, stat
}

extension MetricPanel {
    func summaryContent(as kind: SummaryPanelKind) -> Content {
        switch kind {
        case .stat:
            Content(
                visualization: .stat(unit: unit.level, decimals: nil),
                queries: [
                    PanelQuery(query.mean(by: writtenGrouping), legend: legend(of: writtenGrouping, behind: "mean"))
                ],
                reading: "The mean of all servers' observations.")
        case .timeseries:
            Content(
                visualization: .timeSeries(.init(unit: unit.level)),
                queries: [PanelQuery(query.mean(by: grouping), legend: legend)] + quantileQueries,
                reading: "The mean, a line for each \(groupingInWords). A gap means that nothing was observed.")
        }
    }

    /// The quantiles that a server computes, if it does: those of two servers can't be added.
    private var quantileQueries: [PanelQuery] {
        guard !metric.quantiles.isEmpty else { return [] }
        let labels = writtenGrouping + [SampleLabel.quantile.name(inFamily: metric.name)]
        return [PanelQuery(.aggregation(.max, by: labels, query.series(.quantile)), legend: legend(of: labels))]
    }
}
