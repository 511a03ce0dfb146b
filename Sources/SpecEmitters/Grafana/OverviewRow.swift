import MetricsVocabulary
import SpecModel

/// The tiles at the top of a dashboard: how much there is to do, how full it is, how much gets done, how long it takes.
///
/// Which metrics those are follows from kinds and units alone: of each kind the first ones in the order of the spec, so
/// that whoever writes a spec puts what matters first. Deprecated metrics have no tile.
struct OverviewRow {
    private static let levels = 2
    private static let shares = 1
    private static let rates = 3
    private static let durations = 2

    static func panels(for metrics: [Metric], at line: MinorVersion) -> [DashboardPanel] {
        let lasting = metrics.filter { $0.state(at: line) == .active }
        let gauges = lasting.filter { $0.kind == .gauge && $0.openLabels.isEmpty }
        let levels = gauges.filter { GrafanaUnit($0.unit).meaning == .amount }
        let shares = gauges.filter { if case .share = GrafanaUnit($0.unit).meaning { true } else { false } }
        let rates = lasting.enumerated()
            .compactMap { position, metric -> (rank: Int, position: Int, metric: Metric)? in
                guard metric.kind == .counter, let rank = GrafanaUnit(metric.unit).rank else { return nil }
                return (rank, position, metric)
            }
            .sorted { ($0.rank, $0.position) < ($1.rank, $1.position) }
            .map(\.metric)
        let durations = lasting.filter { $0.kind == .histogram && GrafanaUnit($0.unit).meaning == .duration }
        return levels.prefix(Self.levels).map(level) + shares.prefix(Self.shares).map(share)
            + rates.prefix(Self.rates).map(rate) + durations.prefix(Self.durations).map(duration)
    }

    // MARK: Tiles

    private static func level(_ metric: Metric) -> DashboardPanel {
        let unit = GrafanaUnit(metric.unit)
        return gauge(metric, as: .stat(unit: unit.level, decimals: unit.decimals))
    }

    private static func share(_ metric: Metric) -> DashboardPanel {
        let unit = GrafanaUnit(metric.unit)
        guard case .share(let whole) = unit.meaning else { return level(metric) }
        return gauge(metric, as: .gauge(unit: unit.level, maximum: whole, decimals: unit.decimals))
    }

    private static func gauge(_ metric: Metric, as visualization: Visualization) -> DashboardPanel {
        let operation = gaugeOperation(metric)
        return tile(
            metric, title: PanelTitle.title(of: metric), visualization,
            MetricQuery.aggregate(operation, by: [], MetricQuery(metric).series()),
            reading: "\(MetricPanel.acrossServers(operation)) \(MetricPanel.whenUnset)")
    }

    private static func rate(_ metric: Metric) -> DashboardPanel {
        tile(
            metric, title: "\(PanelTitle.title(of: metric)) / s",
            .stat(unit: GrafanaUnit(metric.unit).rate, decimals: nil), MetricPanel(metric).perSecond(by: []),
            reading: "Per second, all servers together.")
    }

    private static func duration(_ metric: Metric) -> DashboardPanel {
        tile(
            metric, title: "\(PanelTitle.title(of: metric)), p99",
            .stat(unit: GrafanaUnit(metric.unit).level, decimals: nil),
            MetricQuery(metric).quantile(MetricPanel.worst),
            reading: "99 of 100 observations are at most this, as far as the buckets tell.")
    }

    private static func gaugeOperation(_ metric: Metric) -> String {
        guard case .gauge(let mode) = metric.shape else { return "sum" }
        return MetricPanel(metric).operation(mode)
    }

    private static func tile(
        _ metric: Metric, title: String, _ visualization: Visualization, _ expression: String, reading: String
    ) -> DashboardPanel {
        DashboardPanel(
            identity: PanelIdentity(subject: metric.name, role: .overview), title: title,
            description: MetricPanel(metric).description(reading: reading), visualization: visualization,
            queries: [PanelQuery(expression, legend: title)])
    }
}
