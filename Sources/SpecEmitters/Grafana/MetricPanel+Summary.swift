import SpecModel

extension MetricPanel {
    func summaryContent(as kind: Panel.Kind) -> Content {
        switch kind {
        case .stat:
            Content(
                visualization: .stat(unit: unit.level, decimals: nil),
                queries: [
                    PanelQuery(query.mean(by: writtenGrouping), legend: legend(of: writtenGrouping, behind: "mean"))
                ],
                reading: "The mean of all servers' observations.")
        // The last four don't fit a summary (`PanelFitness`), so that they aren't asked for.
        case .timeseries, .gauge, .heatmap, .table, .stateTimeline:
            Content(
                visualization: .timeSeries(.init(unit: unit.level)),
                queries: [PanelQuery(query.mean(by: grouping), legend: legend)],
                reading: "The mean, a line for each \(groupingInWords). A gap means that nothing was observed.")
        }
    }
}
