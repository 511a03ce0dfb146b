// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

/// For a gauge whose values are points in time.
enum MomentPanelKind: String, FittingPanelKind {
    case timeseries, stat, table
}

extension MetricPanel {
    func momentContent(as kind: MomentPanelKind) -> Content {
        switch kind {
        case .timeseries:
            Content(
                visualization: .timeSeries(.init(unit: "s")), queries: [ageQuery],
                reading: "How long ago that was, at each moment.\(whenUnset)")
        case .stat:
            Content(
                visualization: .stat(unit: "s", decimals: nil), queries: [ageQuery],
                reading: "How long ago that was.\(whenUnset)")
        case .table: tableOfMoments
        }
    }

    private var ageQuery: PanelQuery {
        let last = PromQLExpression.aggregation(.max, by: grouping, query.series(.level))
        return PanelQuery(.binary(.call("time"), .subtract, last), legend: legend)
    }

    /// The latest one is on top.
    private var tableOfMoments: Content {
        let value = Visualization.Column(field: "Value", title: "Last seen", unit: unit.level)
        let last = PromQLExpression.aggregation(.max, by: tableLabels, query.series(.level))
        return Content(
            visualization: .table([value] + columns(of: tableLabels), sortedBy: value.title),
            // Grafana counts milliseconds, the metric counts seconds.
            queries: [tableQuery(.binary(last, .multiply, .number(1000)))],
            reading: "A row for each combination that was ever set; the one last seen comes first.\(whenUnset)")
    }
}
