// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOutput
import SpecText

enum HistogramPanelKind: String, FittingPanelKind {
    case timeseries, stat, heatmap
}

extension MetricPanel {
    /// For a duration the worst case matters, for a number the distribution. A heatmap has no lines: if the spec says
    /// which lines to draw, they are drawn.
    var naturalHistogramPanel: HistogramPanelKind {
        let hasLines = metric.panel.grouping?.isEmpty == false || !metric.panel.quantiles.isEmpty
        return hasLines || unit.meaning == .duration ? .timeseries : .heatmap
    }

    func histogramContent(as kind: HistogramPanelKind) -> Content {
        let caution = cautionAboutBuckets
        switch kind {
        case .heatmap:
            return Content(
                visualization: .heatmap(unit: unit.level),
                queries: [
                    PanelQuery(
                        .aggregation(.sum, by: [query.bound], query.increase(.bucket)),
                        legend: legend(of: [query.bound]),
                        format: .heatmap)
                ],
                reading:
                    "The stronger the colour of a cell, the more observations fell between these two bounds.\(caution)")
        case .stat:
            return Content(
                visualization: .stat(unit: unit.level, decimals: nil),
                queries: [
                    PanelQuery(
                        query.quantile(Self.worst, by: writtenGrouping),
                        legend: legend(of: writtenGrouping, behind: "p99"))
                ],
                reading: "99 of 100 observations are at most this. \(estimate)\(caution)")
        case .timeseries:
            let quantiles = metric.panel.quantiles.isEmpty ? [0.5, 0.9, Self.worst] : metric.panel.quantiles
            return Content(
                visualization: .timeSeries(.init(unit: unit.level)),
                queries: quantiles.map { quantile in
                    PanelQuery(
                        query.quantile(quantile, by: writtenGrouping),
                        legend: legend(of: writtenGrouping, behind: Self.percentile(quantile)))
                } + [PanelQuery(query.mean(by: writtenGrouping), legend: legend(of: writtenGrouping, behind: "mean"))],
                reading: "\(estimate) The mean is exact. A gap means that nothing was observed.\(caution)")
        }
    }

    /// `p99` for 0.99, `p99.9` for 0.999.
    static func percentile(_ quantile: Double) -> String {
        let thousandths = (quantile * 100_000).rounded() / 1000
        return "p" + BoundText.text(of: thousandths)
    }

    static let worst = 0.99

    /// A reader who sees a median of half the first bound has to know that it is a guess.
    private var estimate: UTF8Text {
        let general = "Quantiles are estimates between two bucket bounds"
        guard let known = metric.buckets?.bounds.known, let first = known.first, let last = known.last else {
            return "\(general)."
        }
        return
            "\(general): below the first (\(inUnit(first))) they are guesses, and above the last (\(inUnit(last))) they are the last bound."
    }

    private func inUnit(_ bound: Double) -> String {
        BoundText.text(of: bound) + (unit.meaning == .duration ? " \(unit.level)" : "")
    }

    /// Bounds that a server chooses at its start may differ between servers, and then adding up buckets is
    /// misleading.
    private var cautionAboutBuckets: String {
        let parameters = metric.buckets.map { BoundsDescription.parameters(of: $0.bounds) } ?? []
        guard !parameters.isEmpty else { return "" }
        let names = parameters.map(MarkdownText.code).joined(separator: ", ")
        return " The bounds depend on how a server was started (\(names)): if servers differ, look at one"
            + " instance at a time."
    }
}
