// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecText

/// A dashboard before it is laid out and numbered: rows of panels, in order.
struct Dashboard {
    let uid: String
    let title: String
    let description: String
    let tags: [String]
    let variables: [DashboardVariable]
    let rows: [DashboardRow]
}

struct DashboardRow {
    let identity: PanelIdentity
    let title: String
    let isCollapsed: Bool
    let panels: [DashboardPanel]
}

/// What identifies a panel in all versions of a dashboard, whatever its position and title: links to it, alerts and
/// annotations depend on it.
struct PanelIdentity: Hashable, Comparable {
    /// A metric's name, or what else the panel is about.
    let subject: String
    let role: Role

    enum Role: String {
        /// The panel of a metric, in the row of its group.
        case metric
        /// The tile of a metric in the overview.
        case overview
        case row
    }

    static func < (left: PanelIdentity, right: PanelIdentity) -> Bool {
        (left.subject, left.role.rawValue) < (right.subject, right.role.rawValue)
    }
}

struct DashboardPanel {
    let identity: PanelIdentity
    let title: String
    /// Markdown.
    let description: UTF8Text
    let visualization: Visualization
    let queries: [PanelQuery]
}

struct PanelQuery {
    enum Format: String {
        case timeSeries = "time_series"
        case heatmap
        case table
    }

    let expression: PromQLExpression
    let legend: String
    let format: Format
    /// The present state, instead of its history.
    let isInstant: Bool

    init(
        _ expression: PromQLExpression, legend: String, format: Format = .timeSeries, isInstant: Bool = false
    ) {
        self.expression = expression
        self.legend = legend
        self.format = format
        self.isInstant = isInstant
    }
}

/// How a panel draws the results of its queries. `unit` is one of Grafana's ids.
enum Visualization: Hashable {
    case timeSeries(TimeSeries)
    case stat(unit: String, decimals: Int?)
    /// A dial between two known values.
    case gauge(unit: String, maximum: Double, decimals: Int?)
    /// `unit` is that of the buckets' bounds.
    case heatmap(unit: String)
    case table([Column], sortedBy: String)
    /// A bar for each line: filled while it is 1.
    case stateTimeline

    struct TimeSeries: Hashable {
        let unit: String
        var decimals: Int?
        var axisLabel = ""
        /// Areas on top of each other, whose upper edge is the total.
        var isStacked = false
        /// A value that the axis reaches at least.
        var softMaximum: Double?
    }

    /// A column of a table: a label, or the value.
    struct Column: Hashable {
        /// The name of its field in the response of the data source; `Value` is the value.
        let field: String
        let title: String
        /// Grafana's id of the unit; nil for text that is shown unchanged.
        var unit: String?
    }
}

extension Visualization {
    /// The columns and lines of the grid that it needs to be readable.
    var size: (width: Int, height: Int) {
        switch self {
        case .timeSeries, .heatmap: (12, 8)
        case .stat, .gauge: (6, 8)
        case .table: (24, 8)
        case .stateTimeline: (12, 8)
        }
    }
}
