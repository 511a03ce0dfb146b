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
            return Content(
                visualization: .table(columns(of: labels), sortedBy: "Instance"),
                queries: [tableQuery(.aggregation(.group, by: labels, query.series(.level)))],
                reading: "What each server says about itself.\(whenUnset)")
        }
    }
}
