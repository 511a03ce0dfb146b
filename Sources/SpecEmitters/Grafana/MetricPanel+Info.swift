// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

enum InfoPanelKind: String, FittingPanelKind {
    case table
}

extension MetricPanel {
    /// A row for each server, or for each combination of labels: the value is always 1.
    func infoContent(as kind: InfoPanelKind) -> Content {
        switch kind {
        case .table:
            let labels = ["instance"] + metric.labelsAndFields.map { TargetLabels.scraped($0.name) }
            // Without a grouping the table has all labels, also those that only a process knows.
            let series = query.series(.level)
            return Content(
                visualization: .table(columns(of: labels), sortedBy: "Instance"),
                queries: [
                    tableQuery(metric.fieldsParameter == nil ? .aggregation(.group, by: labels, series) : series)
                ],
                reading: "What each server says about itself.\(whenUnset)")
        }
    }
}
