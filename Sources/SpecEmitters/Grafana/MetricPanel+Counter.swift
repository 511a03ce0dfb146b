import SpecJSON
import SpecModel

extension MetricPanel {
    func counterContent(as kind: Panel.Kind) -> Content {
        switch kind {
        case .stat:
            Content(
                visualization: .stat(unit: unit.rate, decimals: nil),
                queries: [PanelQuery(perSecond(by: writtenGrouping), legend: statLegend)],
                reading: "\(rateInWords), all servers together.")
        // The last four don't fit a counter (`PanelFitness`), so that they aren't asked for.
        case .timeseries, .gauge, .heatmap, .table, .stateTimeline:
            Content(
                visualization: .timeSeries(
                    .init(unit: unit.rate, axisLabel: unit.rateAxis, isStacked: true)),
                queries: [PanelQuery(perSecond(by: grouping), legend: legend)],
                reading: "\(rateInWords), stacked by \(groupingInWords): the upper edge is the total.")
        }
    }

    /// Of a panel that shows a number for each combination of the labels that the spec names, or a single one.
    var statLegend: String {
        writtenGrouping.isEmpty ? PanelTitle.title(of: metric) : legend(of: writtenGrouping)
    }

    func perSecond(by labels: [String]) -> UTF8Text {
        let sum = MetricQuery.aggregate("sum", by: labels, query.rate())
        return unit.rateDivisor.map { "\(sum) / \($0)" } ?? sum
    }

    private var rateInWords: String {
        unit.meaning == .duration ? "Share of each second" : "Per second"
    }
}
