// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecModel

extension MetricPanel {
    /// Like a histogram, but its buckets are levels: they need no rate.
    func gaugeHistogramContent(as kind: HistogramPanelKind) -> Content {
        let now = "The distribution at each moment."
        switch kind {
        case .heatmap:
            return Content(
                visualization: .heatmap(unit: unit.level),
                queries: [
                    PanelQuery(
                        .aggregation(.sum, by: [query.bound], query.series(.levelBucket)),
                        legend: legend(of: [query.bound]), format: .heatmap)
                ],
                reading: "\(now) The stronger the colour of a cell, the more there are between these two bounds.")
        case .stat:
            return Content(
                visualization: .stat(unit: unit.level, decimals: nil),
                queries: [
                    PanelQuery(
                        query.levelQuantile(Self.worst, by: writtenGrouping),
                        legend: legend(of: writtenGrouping, behind: "p99"))
                ],
                reading: "99 of 100 are at most this now, as far as the buckets tell.")
        case .timeseries:
            let quantiles = metric.panel.quantiles.isEmpty ? [0.5, 0.9, Self.worst] : metric.panel.quantiles
            return Content(
                visualization: .timeSeries(.init(unit: unit.level)),
                queries: quantiles.map { quantile in
                    PanelQuery(
                        query.levelQuantile(quantile, by: writtenGrouping),
                        legend: legend(of: writtenGrouping, behind: Self.percentile(quantile)))
                },
                reading: "\(now) Quantiles are estimates between two bucket bounds.")
        }
    }
}
