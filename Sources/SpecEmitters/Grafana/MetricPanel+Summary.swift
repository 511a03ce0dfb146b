// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

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
                queries: [PanelQuery(query.mean(by: grouping), legend: legend)],
                reading: "The mean, a line for each \(groupingInWords). A gap means that nothing was observed.")
        }
    }
}
