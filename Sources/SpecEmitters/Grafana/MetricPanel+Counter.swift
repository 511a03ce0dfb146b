// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecModel
import SpecText

enum CounterPanelKind: String, FittingPanelKind {
    case timeseries, stat
}

extension MetricPanel {
    func counterContent(as kind: CounterPanelKind) -> Content {
        switch kind {
        case .stat:
            Content(
                visualization: .stat(unit: unit.rate, decimals: nil),
                queries: [PanelQuery(perSecond(by: writtenGrouping), legend: statLegend)],
                reading: "\(rateInWords), all servers together.")
        case .timeseries:
            Content(
                visualization: .timeSeries(
                    .init(unit: unit.rate, axisLabel: unit.rateAxis, isStacked: true)),
                queries: [PanelQuery(perSecond(by: grouping), legend: legend)],
                reading: "\(rateInWords), stacked by \(groupingInWords): the upper edge is the total.")
        }
    }

    /// For a panel that shows a number for each combination of the labels that the spec names, or a single one.
    var statLegend: String { writtenGrouping.isEmpty ? title : legend(of: writtenGrouping) }

    func perSecond(by labels: [String]) -> PromQLExpression {
        let sum = PromQLExpression.aggregation(.sum, by: labels, query.rate(.total))
        return unit.rateDivisor.map { .binary(sum, .divide, .number(Double($0))) } ?? sum
    }

    private var rateInWords: String {
        unit.meaning == .duration ? "Share of each second" : "Per second"
    }
}
