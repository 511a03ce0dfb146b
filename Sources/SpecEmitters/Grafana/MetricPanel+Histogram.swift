// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
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
        let reading: UTF8Text =
            switch kind {
            case .heatmap:
                "The stronger the colour of a cell, the more observations fell between these two bounds.\(caution)"
            case .stat: "99 of 100 observations are at most this. \(estimate)\(caution)"
            case .timeseries: "\(estimate) The mean is exact. A gap means that nothing was observed.\(caution)"
            }
        return bucketContent(as: kind, hasMean: true, reading: reading)
    }

    /// What is drawn of buckets, whether they are counters or levels.
    ///
    /// - Parameter hasMean: whether the mean is drawn beside the quantiles.
    func bucketContent(as kind: HistogramPanelKind, hasMean: Bool, reading: UTF8Text) -> Content {
        func line(_ expression: PromQLExpression, _ name: String) -> PanelQuery {
            PanelQuery(expression, legend: legend(of: writtenGrouping, behind: name))
        }
        switch kind {
        case .heatmap:
            return Content(
                visualization: .heatmap(unit: unit.level),
                queries: [
                    PanelQuery(
                        query.distribution, legend: legend(of: query.isOnlyNative ? [] : [query.bound]),
                        format: .heatmap)
                ],
                reading: reading)
        case .stat:
            return Content(
                visualization: .stat(unit: unit.level, decimals: nil),
                queries: [line(query.quantile(Self.worst, by: writtenGrouping), "p99")], reading: reading)
        case .timeseries:
            let quantiles = metric.panel.quantiles.isEmpty ? [0.5, 0.9, Self.worst] : metric.panel.quantiles
            let mean = hasMean ? [line(query.mean(by: writtenGrouping), "mean")] : []
            return Content(
                visualization: .timeSeries(.init(unit: unit.level)),
                queries: quantiles.map { line(query.quantile($0, by: writtenGrouping), Self.percentile($0)) } + mean,
                reading: reading)
        }
    }

    /// `p99` for 0.99, `p99.9` for 0.999.
    private static func percentile(_ quantile: Double) -> String {
        let thousandths = (quantile * 100_000).rounded() / 1000
        return "p" + BoundText.text(of: thousandths)
    }

    static let worst = 0.99

    /// A reader who sees a median of half the first bound has to know that it is a guess.
    private var estimate: UTF8Text {
        let general = "Quantiles are estimates between two bucket bounds"
        if let native = metric.native, metric.isOnlyNative {
            return
                "\(general), of which each is at most \(BoundText.text(of: native.growth)) times the one before. Prometheus must scrape native histograms."
        }
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
