import SpecModel

extension MetricPanel {
    func histogramContent(as kind: Panel.Kind, buckets: BucketSet) -> Content {
        let caution = cautionAboutBuckets(buckets)
        switch kind {
        case .heatmap:
            return Content(
                visualization: .heatmap(unit: unit.level),
                queries: [
                    PanelQuery(
                        MetricQuery.aggregate(
                            "sum", by: ["le"], "increase(\(query.series("_bucket"))[$__rate_interval])"),
                        legend: "{{le}}", format: .heatmap)
                ],
                reading: "The stronger a cell, the more observations fell between these two bounds.\(caution)")
        case .stat:
            return Content(
                visualization: .stat(unit: unit.level, decimals: nil),
                queries: [PanelQuery(query.quantile(Self.worst), legend: "p99")],
                reading: "99 of 100 observations are at most this. \(Self.estimate)\(caution)")
        // The last two don't fit a histogram (`PanelFitness`), so that they aren't asked for.
        case .timeseries, .gauge, .table:
            let quantiles = [("0.5", "p50"), ("0.9", "p90"), (Self.worst, "p99")]
            return Content(
                visualization: .timeSeries(.init(unit: unit.level)),
                queries: quantiles.map { PanelQuery(query.quantile($0.0), legend: $0.1) }
                    + [PanelQuery(query.mean, legend: "mean")],
                reading: "\(Self.estimate) The mean is exact. A gap means that nothing was observed.\(caution)")
        }
    }

    static let worst = "0.99"
    private static let estimate = "Quantiles are estimates between two bucket bounds, and never above the last."

    /// Bounds that a server chooses at its start may differ between servers, and then adding buckets up misleads.
    private func cautionAboutBuckets(_ buckets: BucketSet) -> String {
        let parameters = BoundsInWords.parameters(of: buckets.bounds)
        guard !parameters.isEmpty else { return "" }
        let names = parameters.map(MarkdownText.code).joined(separator: ", ")
        return " The bounds depend on how a server was started (\(names)): where servers differ in that, look at one"
            + " instance at a time."
    }
}
