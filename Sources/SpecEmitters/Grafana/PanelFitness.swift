import MetricsVocabulary
import SpecDiagnostics
import SpecModel

/// Which panels can show which metric.
enum PanelFitness {
    /// The panel of a metric whose spec asks for none.
    static func natural(for metric: Metric) -> Panel.Kind {
        switch metric.kind {
        case .counter: .timeseries
        case .gauge: naturalForGauge(metric)
        case .histogram: naturalForHistogram(metric)
        }
    }

    static func fits(_ kind: Panel.Kind, _ metric: Metric) -> Bool { fitting(metric).contains(kind) }

    private static func fitting(_ metric: Metric) -> [Panel.Kind] {
        switch metric.kind {
        case .counter: [.timeseries, .stat]
        case .gauge:
            switch GrafanaUnit(metric.unit).meaning {
            case .share: [.timeseries, .stat, .gauge, .table]
            // A dial needs two ends.
            case .amount, .duration, .moment, .labels, .unknown: [.timeseries, .stat, .table]
            }
        case .histogram: [.timeseries, .stat, .heatmap]
        }
    }

    private static func naturalForGauge(_ metric: Metric) -> Panel.Kind {
        switch GrafanaUnit(metric.unit).meaning {
        case .moment: metric.openLabels.isEmpty ? .stat : .table
        case .labels: metric.closedLabels.isEmpty ? .table : .timeseries
        case .amount, .duration, .share, .unknown: .timeseries
        }
    }

    /// Of a time one asks how long at worst, of a number how it is spread.
    private static func naturalForHistogram(_ metric: Metric) -> Panel.Kind {
        GrafanaUnit(metric.unit).meaning == .duration ? .timeseries : .heatmap
    }

    // MARK: The finding

    static let rule = Rule(
        code: "MG3301", name: "unfit-panel-kind",
        explanation: """
            A panel can't show what its metric doesn't have: a heatmap needs the buckets of a histogram, a table the \
            labels of a gauge, and a dial (`gauge`) a value whose two ends are known, which are those of unit `ratio` \
            and `percent`. Leave `kind` out to get the panel that fits, or choose one that does.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs:
              grafana: {directory: grafana}
            groups:
              sales:
                metrics:
                  sold_total:
                    type: counter
                    help: Things sold.
                    panel: {kind: heatmap}

            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs:
              grafana: {directory: grafana}
            groups:
              sales:
                metrics:
                  sold_total:
                    type: counter
                    help: Things sold.
                    panel: {kind: timeseries}

            """)

    static func finding(on metric: Metric) -> Finding? {
        guard let kind = metric.panel.kind, !fits(kind, metric) else { return nil }
        let fitting = fitting(metric).map { "`\($0.rawValue)`" }.joined(separator: ", ")
        return Finding(
            rule, at: metric.key.span,
            "the \(metric.kind.rawValue) `\(metric.name)` can't be shown as a panel of kind `\(kind.rawValue)`",
            help: "leave `kind` out, or choose one of \(fitting)")
    }
}
