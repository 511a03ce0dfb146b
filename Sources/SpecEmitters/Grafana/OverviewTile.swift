// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecText

extension MetricPanel {
    /// In the overview.
    var tile: DashboardPanel { choice.tile() }

    func levelTile(_ combination: Combination) -> DashboardPanel {
        gaugeTile(combination, as: .stat(unit: unit.level, decimals: unit.decimals))
    }

    func shareTile(_ combination: Combination, whole: Double) -> DashboardPanel {
        gaugeTile(combination, as: .gauge(unit: unit.level, maximum: whole, decimals: unit.decimals))
    }

    func rateTile() -> DashboardPanel {
        tile(
            title: "\(title) / s", .stat(unit: unit.rate, decimals: nil), perSecond(by: []),
            reading: "Per second, all servers together.")
    }

    func durationTile() -> DashboardPanel {
        tile(
            title: "\(title), p99", .stat(unit: unit.level, decimals: nil), query.quantile(Self.worst),
            reading: "99 of 100 observations are at most this, as far as the buckets tell.")
    }

    func meanTile() -> DashboardPanel {
        tile(
            title: "\(title), mean", .stat(unit: unit.level, decimals: nil), query.mean(),
            reading: "The mean of all servers' observations.")
    }

    /// What can't be shown as a number is shown as in the row of its group.
    func wholeTile() -> DashboardPanel { panel(.overview) }

    private func gaugeTile(_ combination: Combination, as visualization: Visualization) -> DashboardPanel {
        tile(
            title: title, visualization, .aggregation(combination.operation, query.series(.level)),
            reading: "\(combination.words)\(whenUnset)")
    }

    private func tile(
        title: String, _ visualization: Visualization, _ expression: PromQLExpression, reading: UTF8Text
    ) -> DashboardPanel {
        DashboardPanel(
            identity: PanelIdentity(subject: subject, role: .overview), title: title,
            description: description(reading: reading), visualization: visualization,
            queries: [PanelQuery(expression, legend: title)])
    }
}
