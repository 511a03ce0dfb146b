import MetricsVocabulary
import SpecJSON
import SpecModel
import SpecOutput

extension MetricPanel {
    func histogramContent(as kind: Panel.Kind, buckets: BucketSet) -> Content {
        let caution = cautionAboutBuckets(buckets)
        let estimate = estimate(buckets)
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
                queries: [
                    PanelQuery(
                        query.quantile(Self.worst, by: writtenGrouping),
                        legend: legend(of: writtenGrouping, behind: "p99"))
                ],
                reading: "99 of 100 observations are at most this. \(estimate)\(caution)")
        // The last three don't fit a histogram (`PanelFitness`), so that they aren't asked for.
        case .timeseries, .gauge, .table, .stateTimeline:
            let quantiles =
                metric.panel.quantiles.isEmpty
                ? [("0.5", "p50"), ("0.9", "p90"), (Self.worst, "p99")]
                : metric.panel.quantiles.map { ("\($0)", Self.percentile($0)) }
            return Content(
                visualization: .timeSeries(.init(unit: unit.level)),
                queries: quantiles.map { quantile, name in
                    PanelQuery(
                        query.quantile(quantile, by: writtenGrouping), legend: legend(of: writtenGrouping, behind: name)
                    )
                } + [PanelQuery(query.mean(by: writtenGrouping), legend: legend(of: writtenGrouping, behind: "mean"))],
                reading: "\(estimate) The mean is exact. A gap means that nothing was observed.\(caution)")
        }
    }

    /// `p99` for 0.99, `p99.9` for 0.999.
    private static func percentile(_ quantile: Double) -> String {
        let thousandths = (quantile * 100_000).rounded() / 1000
        return "p" + BoundText.text(of: thousandths)
    }

    static let worst = "0.99"

    /// Whoever sees a median of half the first bound has to know that it is a guess.
    private func estimate(_ buckets: BucketSet) -> UTF8Text {
        let general = "Quantiles are estimates between two bucket bounds"
        guard let (first, last) = ends(of: buckets.bounds) else { return "\(general)." }
        return
            "\(general): below the first (\(inUnit(first))) they are guesses, above the last (\(inUnit(last))) they show the last."
    }

    /// The first and the last bound, where they are known before a server starts.
    private func ends(of bounds: BucketSet.Bounds) -> (first: Double, last: Double)? {
        let values: [Double]
        switch bounds {
        case .fixed(let fixed): values = fixed
        case .series(let mantissas, .number(let limit)):
            values = BucketSeries.bounds(mantissas: mantissas, through: limit)
        case .series(_, .parameter), .sorted, .conditional: return nil
        }
        guard let first = values.first, let last = values.last else { return nil }
        return (first, last)
    }

    private func inUnit(_ bound: Double) -> String {
        BoundText.text(of: bound) + (unit.meaning == .duration ? " \(unit.level)" : "")
    }

    /// Bounds that a server chooses at its start may differ between servers, and then adding buckets up misleads.
    private func cautionAboutBuckets(_ buckets: BucketSet) -> String {
        let parameters = BoundsInWords.parameters(of: buckets.bounds)
        guard !parameters.isEmpty else { return "" }
        let names = parameters.map(MarkdownText.code).joined(separator: ", ")
        return " The bounds depend on how a server was started (\(names)): where servers differ in that, look at one"
            + " instance at a time."
    }
}
