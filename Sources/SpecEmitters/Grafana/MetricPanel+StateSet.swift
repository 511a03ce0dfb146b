// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

enum StateSetPanelKind: String, FittingPanelKind {
    case stateTimeline = "state_timeline"
    case timeseries
}

extension MetricPanel {
    /// A series for each state; those of the states that hold are 1.
    func stateSetContent(as kind: StateSetPanelKind) -> Content {
        let state = TargetLabels.scraped(metric.stateLabel)
        let others = metric.panel.grouping == nil && metric.closedLabels.isEmpty ? [] : grouping
        let labels = others + [state]
        switch kind {
        case .timeseries:
            return Content(
                visualization: .timeSeries(.init(unit: "short", isStacked: true)),
                queries: [PanelQuery(.aggregation(.sum, by: labels, query.series(.state)), legend: legend(of: labels))],
                reading: "How many servers are in each state.")
        case .stateTimeline:
            return Content(
                visualization: .stateTimeline,
                queries: [PanelQuery(.aggregation(.max, by: labels, query.series(.state)), legend: legend(of: labels))],
                reading: "When each state held, on any server.")
        }
    }
}
