// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

enum GaugePanelKind: String, FittingPanelKind {
    case timeseries, stat, table
}

/// For a gauge whose values are parts of a whole: a dial needs two ends.
enum SharePanelKind: String, FittingPanelKind {
    case timeseries, stat, gauge, table
}

extension MetricPanel {
    func gaugeContent(as kind: GaugePanelKind, _ combination: Combination) -> Content {
        switch kind {
        case .timeseries: lines(combination, reaching: nil)
        case .stat: number(combination, as: .stat(unit: unit.level, decimals: unit.decimals))
        case .table: unit.meaning == .labels ? tableOfLabels : tableOfValues(combination)
        }
    }

    func shareContent(as kind: SharePanelKind, _ combination: Combination, whole: Double) -> Content {
        switch kind {
        case .timeseries: lines(combination, reaching: whole)
        case .stat: number(combination, as: .stat(unit: unit.level, decimals: unit.decimals))
        case .gauge: number(combination, as: .gauge(unit: unit.level, maximum: whole, decimals: unit.decimals))
        case .table: tableOfValues(combination)
        }
    }

    /// A gauge without an initial value has no series before it is set: an empty panel isn't a broken one.
    var whenUnset: String {
        if metric.startsWithValue { return "" }
        return metric.value == .callback
            ? " No data means that it could not be read."
            : " No data means that it has not been set since the server started."
    }

    private func number(_ combination: Combination, as visualization: Visualization) -> Content {
        let isSeparate = metric.panel.aggregation == .separate
        return Content(
            visualization: visualization,
            queries: [
                PanelQuery(
                    .aggregation(
                        combination.operation, by: isSeparate ? grouping : writtenGrouping, query.series(.level)),
                    legend: isSeparate ? legend : statLegend)
            ],
            reading: isSeparate
                ? "A number for each \(groupingInWords).\(whenUnset)" : "\(combination.words)\(whenUnset)")
    }

    private func lines(_ combination: Combination, reaching maximum: Double?) -> Content {
        let isStacked = combination == .sum
        return Content(
            visualization: .timeSeries(
                .init(unit: unit.level, decimals: unit.decimals, isStacked: isStacked, softMaximum: maximum)),
            queries: [
                PanelQuery(.aggregation(combination.operation, by: grouping, query.series(.level)), legend: legend)
            ],
            reading: isStacked
                ? "Stacked by \(groupingInWords): the upper edge is the total.\(whenUnset)"
                : "A line for each \(groupingInWords).\(whenUnset)")
    }

    private func tableOfValues(_ combination: Combination) -> Content {
        let value = Visualization.Column(field: "Value", title: title, unit: unit.level)
        return Content(
            visualization: .table([value] + columns(of: tableLabels), sortedBy: value.title),
            queries: [tableQuery(.aggregation(combination.operation, by: tableLabels, query.series(.level)))],
            reading: "A row for each combination of labels.\(whenUnset)")
    }

    /// If the value has no meaning, it isn't shown.
    private var tableOfLabels: Content {
        Content(
            visualization: .table(columns(of: tableLabels), sortedBy: "Instance"),
            queries: [tableQuery(.aggregation(.group, by: tableLabels, query.series(.level)))],
            reading: "A row for each combination of labels.\(whenUnset)")
    }

    // MARK: Tables

    /// The server, and the labels of the metric.
    var tableLabels: [String] { ["instance"] + metric.labels.map { TargetLabels.scraped($0.name) } }

    func columns(of labels: [String]) -> [Visualization.Column] {
        labels.map { Visualization.Column(field: $0, title: PanelTitle.words(of: $0)) }
    }

    func tableQuery(_ expression: PromQLExpression) -> PanelQuery {
        PanelQuery(expression, legend: "", format: .table, isInstant: true)
    }
}
