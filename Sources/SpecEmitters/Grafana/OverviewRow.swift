import MetricsVocabulary
import SpecJSON
import SpecModel

/// The tiles at the top of a dashboard: how much there is to do, how full it is, how much gets done, how long it takes.
///
/// Which metrics those are follows from kinds and units: of each kind the first ones in the order of the spec, so the
/// author of a spec puts what matters first. Deprecated metrics have no tile. One with a condition, or whose spec says
/// `place: group`, has a tile only where its spec asks for one.
struct OverviewRow {
    private static let levels = 2
    private static let shares = 1
    private static let rates = 3
    private static let durations = 2

    static func panels(for metrics: [Metric], at version: ProductVersion) -> [DashboardPanel] {
        let lasting = metrics.filter { $0.state(at: version) == .active && $0.panel.place != .nowhere }
        let gauges = lasting.filter { $0.kind == .gauge && $0.openLabels.isEmpty }
        let levels = gauges.filter { GrafanaUnit(of: $0).meaning == .amount }
        let shares = gauges.filter { if case .share = GrafanaUnit(of: $0).meaning { true } else { false } }
        let rates = lasting.enumerated()
            .compactMap { position, metric -> (rank: Int, position: Int, metric: Metric)? in
                guard metric.kind == .counter, let rank = GrafanaUnit(of: metric).rank else { return nil }
                return (rank, position, metric)
            }
            .sorted { ($0.rank, $0.position) < ($1.rank, $1.position) }
            .map(\.metric)
        let durations = lasting.filter { $0.kind == .histogram && GrafanaUnit(of: $0).meaning == .duration }
        return chosen(levels, Self.levels).map(level) + chosen(shares, Self.shares).map(share)
            + chosen(rates, Self.rates).map(rate) + chosen(durations, Self.durations).map(duration)
            + lasting.filter { $0.panel.place == .overview && !isTiled($0, levels + shares + rates + durations) }
            .map(other)
    }

    /// The first ones, and those whose spec asks for a place here.
    private static func chosen(_ metrics: [Metric], _ count: Int) -> [Metric] {
        var left = count
        return metrics.filter { metric in
            let isCandidate = metric.panel.place == nil && metric.conditions.isEmpty
            defer { if isCandidate || metric.panel.place == .overview { left -= 1 } }
            return metric.panel.place == .overview || isCandidate && left > 0
        }
    }

    private static func isTiled(_ metric: Metric, _ tiled: [Metric]) -> Bool {
        tiled.contains { $0.name == metric.name }
    }

    /// A metric that would have no tile of its own, shown as one number as well as it goes.
    private static func other(_ metric: Metric) -> DashboardPanel {
        switch metric.kind {
        case .counter: rate(metric)
        case .gauge: level(metric)
        case .histogram: duration(metric)
        case .summary: mean(metric)
        case .info, .stateset: whole(metric)
        }
    }

    // MARK: Tiles

    private static func level(_ metric: Metric) -> DashboardPanel {
        let unit = MetricPanel(metric).unit
        return gauge(metric, as: .stat(unit: unit.level, decimals: unit.decimals))
    }

    private static func share(_ metric: Metric) -> DashboardPanel {
        let unit = MetricPanel(metric).unit
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
            .stat(unit: MetricPanel(metric).unit.rate, decimals: nil), MetricPanel(metric).perSecond(by: []),
            reading: "Per second, all servers together.")
    }

    private static func duration(_ metric: Metric) -> DashboardPanel {
        tile(
            metric, title: "\(PanelTitle.title(of: metric)), p99",
            .stat(unit: MetricPanel(metric).unit.level, decimals: nil),
            MetricQuery(metric).quantile(MetricPanel.worst),
            reading: "99 of 100 observations are at most this, as far as the buckets tell.")
    }

    private static func mean(_ metric: Metric) -> DashboardPanel {
        tile(
            metric, title: "\(PanelTitle.title(of: metric)), mean",
            .stat(unit: MetricPanel(metric).unit.level, decimals: nil), MetricQuery(metric).mean(),
            reading: "The mean of all servers' observations.")
    }

    /// What no number says is shown as in the row of its group.
    private static func whole(_ metric: Metric) -> DashboardPanel {
        let panel = MetricPanel(metric).panel
        return DashboardPanel(
            identity: PanelIdentity(subject: metric.name, role: .overview), title: panel.title,
            description: panel.description, visualization: panel.visualization, queries: panel.queries)
    }

    private static func gaugeOperation(_ metric: Metric) -> String {
        guard case .gauge(let mode) = metric.shape else { return "sum" }
        return MetricPanel(metric).operation(mode)
    }

    private static func tile(
        _ metric: Metric, title: String, _ visualization: Visualization, _ expression: UTF8Text, reading: UTF8Text
    ) -> DashboardPanel {
        DashboardPanel(
            identity: PanelIdentity(subject: metric.name, role: .overview), title: title,
            description: MetricPanel(metric).description(reading: reading), visualization: visualization,
            queries: [PanelQuery(expression, legend: title)])
    }
}
