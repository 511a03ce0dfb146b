// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecJSON

extension Visualization {
    /// Grafana's id of the panel.
    var type: String {
        switch self {
        case .timeSeries: "timeseries"
        case .stat: "stat"
        case .gauge: "gauge"
        case .heatmap: "heatmap"
        case .table: "table"
        case .stateTimeline: "state-timeline"
        }
    }

    // MARK: How values are written and drawn

    var fieldConfiguration: JSONValue {
        switch self {
        case .timeSeries(let series):
            Self.field(
                unit: series.unit, decimals: series.decimals, color: ["mode": "palette-classic"],
                custom: Self.lines(series))
        case .stat(let unit, let decimals):
            Self.field(unit: unit, decimals: decimals, color: Self.neutral, mappings: Self.nothingHappened)
        case .gauge(let unit, let maximum, let decimals):
            Self.field(unit: unit, decimals: decimals, color: Self.neutral, minimum: 0, maximum: maximum)
        case .heatmap:
            Self.field(
                unit: "short", color: ["mode": "palette-classic"],
                custom: ["hideFrom": Self.hiddenNowhere, "scaleDistribution": ["type": "linear"]])
        case .stateTimeline:
            Self.field(
                unit: "short", color: Self.neutral, mappings: Self.whetherItHolds,
                custom: [
                    "fillOpacity": 70, "hideFrom": Self.hiddenNowhere, "insertNulls": false, "lineWidth": 0,
                    "spanNulls": false,
                ])
        case .table(let columns, _):
            // Labels are strings: a unit for all columns would convert those that look like numbers.
            Self.field(
                unit: "string", color: ["mode": "palette-classic"],
                custom: [
                    "align": "auto", "cellOptions": ["type": "auto"], "filterable": true, "inspect": false,
                ],
                overrides: columns.compactMap { column in
                    column.unit.map { unit in
                        [
                            "matcher": ["id": "byName", "options": .string(column.title)],
                            "properties": [["id": "unit", "value": .string(unit)]],
                        ]
                    }
                })
        }
    }

    /// 1 has a colour, 0 is nearly invisible: neither suggests that a state is bad.
    private static let whetherItHolds: [JSONValue] = [
        [
            "type": "value",
            "options": [
                "0": ["index": 0, "text": "no", "color": "transparent"],
                "1": ["index": 1, "text": "yes", "color": "blue"],
            ],
        ]
    ]

    private static func field(
        unit: String, decimals: Int? = nil, color: JSONValue, minimum: Double? = nil, maximum: Double? = nil,
        mappings: [JSONValue] = [], custom: JSONValue? = nil, overrides: [JSONValue] = []
    ) -> JSONValue {
        var defaults: [JSONValue.Member] = [
            .init("color", color),
            .init("mappings", .array(mappings)),
            // Only the product's developers know which value is bad; a green number would claim to know.
            .init("thresholds", ["mode": "absolute", "steps": [["color": "blue", "value": nil]]]),
            .init("unit", .string(unit)),
        ]
        if let decimals { defaults.append(.init("decimals", .integer(decimals))) }
        if let minimum { defaults.append(.init("min", .number(minimum))) }
        if let maximum { defaults.append(.init("max", .number(maximum))) }
        if let custom { defaults.append(.init("custom", custom)) }
        return ["defaults": .object(defaults), "overrides": .array(overrides)]
    }

    private static let neutral: JSONValue = ["mode": "thresholds"]

    /// The quantile of no observations is NaN, which isn't an error.
    private static let nothingHappened: [JSONValue] = [
        ["type": "special", "options": ["match": "nan", "result": ["index": 0, "text": "nothing observed"]]]
    ]

    private static let hiddenNowhere: JSONValue = ["legend": false, "tooltip": false, "viz": false]

    private static func lines(_ series: TimeSeries) -> JSONValue {
        .object(
            [
                .init("drawStyle", "line"),
                .init("lineInterpolation", "linear"),
                .init("lineWidth", 1),
                .init("fillOpacity", series.isStacked ? 25 : 0),
                .init("gradientMode", "none"),
                .init("showPoints", "never"),
                .init("spanNulls", false),
                .init("axisPlacement", "auto"),
                .init("axisLabel", .string(series.axisLabel)),
                // Soft: a value outside the range must stay visible.
                .init("axisSoftMin", 0),
                .init("scaleDistribution", ["type": "linear"]),
                .init("stacking", ["group": "A", "mode": series.isStacked ? "normal" : "none"]),
                .init("thresholdsStyle", ["mode": "off"]),
                .init("hideFrom", hiddenNowhere),
            ] + (series.softMaximum.map { [.init("axisSoftMax", .number($0))] } ?? []))
    }

    // MARK: Options of the panel

    var options: JSONValue {
        switch self {
        case .timeSeries: Self.timeSeriesOptions
        case .stat: Self.statOptions
        case .gauge: Self.gaugeOptions
        case .heatmap(let unit): Self.heatmapOptions(unit: unit)
        case .stateTimeline:
            [
                "alignValue": "left",
                "legend": ["calcs": [], "displayMode": "list", "placement": "bottom", "showLegend": false],
                "mergeValues": true,
                "rowHeight": 0.9,
                "showValue": "never",
                "tooltip": ["mode": "single", "sort": "none"],
            ]
        case .table(_, let sortedBy):
            [
                "cellHeight": "sm",
                "frameIndex": 0,
                "showHeader": true,
                // For a time or a number, the last comes first; names are in alphabetical order.
                "sortBy": [["displayName": .string(sortedBy), "desc": .bool(sortsDescending)]],
            ]
        }
    }

    private static let timeSeriesOptions: JSONValue = [
        "legend": [
            "calcs": ["mean", "max", "lastNotNull"], "displayMode": "table", "placement": "bottom", "showLegend": true,
        ],
        "tooltip": ["mode": "multi", "sort": "desc"],
    ]

    private static let statOptions: JSONValue = [
        "colorMode": "value",
        "graphMode": "area",
        "justifyMode": "auto",
        "orientation": "auto",
        "textMode": "auto",
        "wideLayout": true,
        "showPercentChange": false,
        "percentChangeColorMode": "standard",
        "reduceOptions": lastValue,
    ]

    private static let gaugeOptions: JSONValue = [
        "orientation": "auto",
        "reduceOptions": lastValue,
        "showThresholdLabels": false,
        "showThresholdMarkers": false,
        "minVizHeight": 75,
        "minVizWidth": 75,
        "sizing": "auto",
    ]

    private static let lastValue: JSONValue = ["calcs": ["lastNotNull"], "fields": "", "values": false]

    private static func heatmapOptions(unit: String) -> JSONValue {
        [
            // The buckets come from the metric.
            "calculate": false,
            "cellGap": 1,
            "color": [
                "exponent": 0.5, "fill": "dark-orange", "mode": "scheme", "reverse": false, "scale": "exponential",
                "scheme": "Oranges", "steps": 64,
            ],
            "exemplars": ["color": "rgba(255,0,255,0.7)"],
            "filterValues": ["le": 1e-9],
            "legend": ["show": true],
            "rowsFrame": ["layout": "auto"],
            "showValue": "never",
            "tooltip": ["mode": "single", "showColorScale": false, "yHistogram": true],
            "yAxis": ["axisPlacement": "left", "reverse": false, "unit": .string(unit)],
        ]
    }

    private var sortsDescending: Bool {
        guard case .table(let columns, let title) = self else { return false }
        return columns.contains { $0.title == title && $0.unit != nil }
    }

    // MARK: Transformations

    /// A table shows its columns, in their order, and no others.
    var transformations: [JSONValue]? {
        guard case .table(let columns, _) = self else { return nil }
        let hidden = ["Time", "Value"].filter { field in !columns.contains { $0.field == field } }
        return [
            [
                "id": "organize",
                "options": [
                    "excludeByName": .object(hidden.map { .init($0, true) }),
                    "indexByName": .object(columns.enumerated().map { .init($1.field, .integer($0)) }),
                    "renameByName": .object(columns.map { .init($0.field, .string($0.title)) }),
                ],
            ]
        ]
    }
}
