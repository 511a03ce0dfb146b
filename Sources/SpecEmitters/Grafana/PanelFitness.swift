import MetricsVocabulary
import SpecModel

/// Which panels can show which metric.
enum PanelFitness {
    /// The panel of a metric whose spec asks for none.
    static func natural(for metric: Metric) -> Panel.Kind {
        switch metric.kind {
        case .counter: .timeseries
        case .gauge: naturalForGauge(metric)
        case .histogram: naturalForHistogram(metric)
        case .summary: .timeseries
        case .info: .table
        case .stateset: .stateTimeline
        }
    }

    static func fits(_ kind: Panel.Kind, _ metric: Metric) -> Bool { fitting(metric).contains(kind) }

    static func fitting(_ metric: Metric) -> [Panel.Kind] {
        switch metric.kind {
        case .counter: [.timeseries, .stat]
        case .gauge:
            switch GrafanaUnit(of: metric).meaning {
            case .share: [.timeseries, .stat, .gauge, .table]
            // A dial needs two ends.
            case .amount, .intensity, .duration, .moment, .labels, .unknown: [.timeseries, .stat, .table]
            }
        case .histogram: [.timeseries, .stat, .heatmap]
        case .summary: [.timeseries, .stat]
        case .info: [.table]
        case .stateset: [.stateTimeline, .timeseries]
        }
    }

    private static func naturalForGauge(_ metric: Metric) -> Panel.Kind {
        switch GrafanaUnit(of: metric).meaning {
        case .moment: metric.openLabels.isEmpty ? .stat : .table
        case .labels: metric.closedLabels.isEmpty ? .table : .timeseries
        case .amount, .intensity, .duration, .share, .unknown: .timeseries
        }
    }

    /// Of a time one asks how long at worst, of a number how it is spread. A heatmap has no lines: where the spec says
    /// which lines to draw, they are drawn.
    private static func naturalForHistogram(_ metric: Metric) -> Panel.Kind {
        let hasLines = metric.panel.grouping?.isEmpty == false || !metric.panel.quantiles.isEmpty
        return hasLines || GrafanaUnit(of: metric).meaning == .duration ? .timeseries : .heatmap
    }
}
