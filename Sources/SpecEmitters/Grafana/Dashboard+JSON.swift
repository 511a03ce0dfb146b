import SpecJSON

extension Dashboard {
    /// The classic model, which every Grafana imports. Nothing here changes but with the spec: no version, no time of
    /// day, no `__inputs`, which a provisioned dashboard can't resolve.
    var json: JSONValue {
        [
            "uid": .string(uid),
            "title": .string(title),
            "description": .string(description),
            "tags": .array(tags.map(JSONValue.string)),
            "timezone": "browser",
            "editable": false,
            "graphTooltip": 1,
            "fiscalYearStartMonth": 0,
            "liveNow": false,
            "refresh": "30s",
            "schemaVersion": 39,
            "time": ["from": "now-1h", "to": "now"],
            "timepicker": [:],
            "weekStart": "",
            "annotations": ["list": [Self.ownAnnotations]],
            "links": [],
            "templating": ["list": .array([Self.dataSourceVariable] + variables.map(\.json))],
            "panels": .array(panels),
        ]
    }

    /// An open row is followed by its panels; a closed one holds them, or Grafana shows neither.
    private var panels: [JSONValue] {
        let numbers = PanelNumbers(dashboard: uid, panels: rows.flatMap { [$0.identity] + $0.panels.map(\.identity) })
        var panels: [JSONValue] = []
        var y = 0
        for row in rows {
            let place = PanelLayout.Place(x: 0, y: y, width: PanelLayout.columns, height: 1)
            let isOverview = row.panels.allSatisfy { $0.identity.role == .overview }
            let places =
                isOverview
                ? PanelLayout.tiles(row.panels.count, from: y + 1) : PanelLayout.places(of: row.panels, from: y + 1)
            let contents = zip(row.panels, places).map { panel, place in
                panel.json(id: numbers[panel.identity], place: place)
            }
            panels.append(row.json(id: numbers[row.identity], place: place, contents: row.isCollapsed ? contents : []))
            if !row.isCollapsed { panels += contents }
            // The panels of a closed row take no room: the next row follows at once.
            y = row.isCollapsed ? y + 1 : (places.map { $0.y + $0.height }.max() ?? y + 1)
        }
        return panels
    }

    private static var dataSourceVariable: JSONValue {
        [
            "name": .string(DashboardVariable.dataSource),
            "label": "Data source",
            "type": "datasource",
            "query": "prometheus",
            "refresh": 1,
            "regex": "",
            "hide": 0,
            "includeAll": false,
            "multi": false,
            "options": [],
            "current": ["selected": false, "text": "default", "value": "default"],
        ]
    }

    /// What Grafana itself adds to every dashboard; without it, saving one makes a difference.
    private static var ownAnnotations: JSONValue {
        [
            "builtIn": 1,
            "datasource": ["type": "grafana", "uid": "-- Grafana --"],
            "enable": true,
            "hide": true,
            "iconColor": "rgba(0, 211, 255, 1)",
            "name": "Annotations & Alerts",
            "type": "dashboard",
        ]
    }
}

extension DashboardVariable {
    static var dataSourceReference: JSONValue { ["type": "prometheus", "uid": .string("${\(dataSource)}")] }

    var json: JSONValue {
        let query = "label_values(\(selector), \(label))"
        return [
            "name": .string(name),
            "label": .string(title),
            "type": "query",
            "datasource": Self.dataSourceReference,
            "definition": .string(query),
            "query": ["query": .string(query), "refId": "PrometheusVariableQueryEditor-VariableQuery", "qryType": 1],
            "refresh": 2,
            "sort": 1,
            "multi": true,
            "includeAll": true,
            "allValue": .string(allValue),
            "regex": "",
            "hide": 0,
            "options": [],
            "current": ["selected": true, "text": ["All"], "value": ["$__all"]],
        ]
    }
}

extension DashboardRow {
    func json(id: Int, place: PanelLayout.Place, contents: [JSONValue]) -> JSONValue {
        [
            "id": .integer(id),
            "type": "row",
            "title": .string(title),
            "collapsed": .bool(isCollapsed),
            "gridPos": place.json,
            "panels": .array(contents),
        ]
    }
}

extension DashboardPanel {
    func json(id: Int, place: PanelLayout.Place) -> JSONValue {
        .object(
            [
                .init("id", .integer(id)),
                .init("type", .string(visualization.type)),
                .init("title", .string(title)),
                .init("description", .string(description)),
                .init("datasource", DashboardVariable.dataSourceReference),
                .init("gridPos", place.json),
                .init("targets", .array(zip(queries, Self.letters).map { $0.json(letter: $1) })),
                .init("fieldConfig", visualization.fieldConfiguration),
                .init("options", visualization.options),
            ] + visualization.transformations.map { [.init("transformations", .array($0))] }.orEmpty)
    }

    /// Names of queries; a panel has few.
    private static let letters = ["A", "B", "C", "D", "E", "F", "G", "H"]
}

extension PanelLayout.Place {
    var json: JSONValue { ["h": .integer(height), "w": .integer(width), "x": .integer(x), "y": .integer(y)] }
}

extension PanelQuery {
    func json(letter: String) -> JSONValue {
        .object(
            [
                .init("datasource", DashboardVariable.dataSourceReference),
                .init("editorMode", "code"),
                .init("expr", .string(expression)),
                .init("legendFormat", .string(legend.isEmpty ? "__auto" : legend)),
                .init("range", .bool(!isInstant)),
                .init("instant", .bool(isInstant)),
                .init("refId", .string(letter)),
            ] + (format == .timeSeries ? [] : [.init("format", .string(format.rawValue))]))
    }
}

extension Optional where Wrapped: RangeReplaceableCollection {
    fileprivate var orEmpty: Wrapped { self ?? Wrapped() }
}
