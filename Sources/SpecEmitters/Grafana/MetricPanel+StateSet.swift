import SpecModel

extension MetricPanel {
    /// A series for each state, of which those that hold are 1.
    func stateSetContent(as kind: Panel.Kind) -> Content {
        let state = TargetLabels.scraped(metric.stateLabel)
        let others = metric.panel.grouping == nil && metric.closedLabels.isEmpty ? [] : grouping
        let labels = others + [state]
        let legend = labels.map { "{{\($0)}}" }.joined(separator: " ")
        switch kind {
        case .timeseries:
            return Content(
                visualization: .timeSeries(.init(unit: "short", isStacked: true)),
                queries: [PanelQuery(MetricQuery.aggregate("sum", by: labels, query.series()), legend: legend)],
                reading: "How many servers are in each state.")
        // Of the rest only the last fits a stateset (`PanelFitness`), so that the others aren't asked for.
        case .stat, .gauge, .heatmap, .table, .stateTimeline:
            return Content(
                visualization: .stateTimeline,
                queries: [PanelQuery(MetricQuery.aggregate("max", by: labels, query.series()), legend: legend)],
                reading: "When each state held, on any server.")
        }
    }
}
