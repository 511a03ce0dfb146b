import MetricsVocabulary
import SpecModel

extension MetricPanel {
    func gaugeContent(as kind: Panel.Kind, mode: MultiprocessMode) -> Content {
        if unit.meaning == .moment { return pointInTimeContent(as: kind) }
        let operation = operation(mode)
        switch kind {
        case .table:
            return tableContent(operation)
        case .stat:
            return Content(
                visualization: .stat(unit: unit.level, decimals: unit.decimals),
                queries: [
                    PanelQuery(
                        MetricQuery.aggregate(operation, by: writtenGrouping, query.series()), legend: statLegend)
                ],
                reading: "\(Self.acrossServers(operation)) \(Self.whenUnset)")
        case .gauge:
            return Content(
                visualization: .gauge(unit: unit.level, maximum: maximum ?? 1, decimals: unit.decimals),
                queries: [
                    PanelQuery(
                        MetricQuery.aggregate(operation, by: writtenGrouping, query.series()), legend: statLegend)
                ],
                reading: "\(Self.acrossServers(operation)) \(Self.whenUnset)")
        // The last two don't fit a gauge (`PanelFitness`), so that they aren't asked for.
        case .timeseries, .heatmap, .stateTimeline:
            let isStacked = operation == "sum"
            return Content(
                visualization: .timeSeries(
                    .init(
                        unit: unit.level, decimals: unit.decimals, isStacked: isStacked, softMaximum: maximum)),
                queries: [PanelQuery(MetricQuery.aggregate(operation, by: grouping, query.series()), legend: legend)],
                reading: isStacked
                    ? "Stacked by \(groupingInWords): the upper edge is the total. \(Self.whenUnset)"
                    : "A line for each \(groupingInWords). \(Self.whenUnset)")
        }
    }

    /// How the values of several series become one.
    func operation(_ mode: MultiprocessMode) -> String {
        switch mode {
        case .min, .livemin: "min"
        case .max, .livemax: "max"
        // Where the spec gives no unit, its processes' values adding up is the only sign that servers' do.
        case .sum, .livesum: unit.meaning == .amount || unit.meaning == .unknown ? "sum" : "max"
        case .all, .liveall, .mostrecent, .livemostrecent: unit.meaning == .amount ? "sum" : "max"
        }
    }

    /// The end of the scale, where the unit has one.
    private var maximum: Double? {
        if case .share(let whole) = unit.meaning { whole } else { nil }
    }

    static func acrossServers(_ operation: String) -> String {
        switch operation {
        case "sum": "All servers together."
        case "min": "The lowest of all servers."
        default: "The highest of all servers."
        }
    }

    /// A gauge has no series before it is set: an empty panel isn't a broken one.
    static let whenUnset = "No data means that it has not been set since the server started."

    // MARK: Times and labels as values

    private func pointInTimeContent(as kind: Panel.Kind) -> Content {
        switch kind {
        case .table:
            return tableContent("max")
        case .stat, .gauge:
            return Content(
                visualization: .stat(unit: "s", decimals: nil), queries: [ageQuery],
                reading: "How long ago that was. \(Self.whenUnset)")
        case .timeseries, .heatmap, .stateTimeline:
            return Content(
                visualization: .timeSeries(.init(unit: "s")), queries: [ageQuery],
                reading: "How long ago that was, at each moment. \(Self.whenUnset)")
        }
    }

    private var ageQuery: PanelQuery {
        PanelQuery("time() - \(MetricQuery.aggregate("max", by: grouping, query.series()))", legend: legend)
    }

    /// A row for each combination of labels. Where the value is a time, the one last seen is on top; where it says
    /// nothing, it isn't shown.
    private func tableContent(_ operation: String) -> Content {
        let labels = ["instance"] + metric.labels.map { TargetLabels.scraped($0.name.value) }
        let columns = labels.map { Visualization.Column(field: $0, title: PanelTitle.words(of: $0)) }
        let isTime = unit.meaning == .moment
        let isInfo = unit.meaning == .labels
        let values = MetricQuery.aggregate(isInfo ? "group" : operation, by: labels, query.series())
        let value = Visualization.Column(
            field: "Value", title: isTime ? "Last seen" : PanelTitle.title(of: metric), unit: unit.level)
        let reading =
            isTime
            ? "A row for each combination that was ever set; the one last seen comes first."
            : "A row for each combination of labels."
        return Content(
            visualization: .table(isInfo ? columns : [value] + columns, sortedBy: isInfo ? "Instance" : value.title),
            // Grafana counts in milliseconds, the metric in seconds.
            queries: [
                PanelQuery(isTime ? "\(values) * 1000" : values, legend: "", format: .table, isInstant: true)
            ],
            reading: "\(reading) \(Self.whenUnset)")
    }
}
