// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecJSON
import SpecText

extension Dashboard {
    /// The classic model, which every Grafana imports. It changes only with the spec: it has no version, no time, and
    /// no `__inputs`, which a provisioned dashboard can't resolve.
    func write(to receiver: @escaping TextSink.Receiver) {
        var json = JSONWriter(receiver)
        json.object { json in
            json.member("uid", uid)
            json.member("title", title)
            json.member("description", description)
            json.member("tags", texts: tags)
            json.member("timezone", "browser")
            json.member("editable", false)
            json.member("graphTooltip", 1)
            json.member("fiscalYearStartMonth", 0)
            json.member("liveNow", false)
            json.member("refresh", "30s")
            json.member("schemaVersion", 39)
            json.member("time", ["from": "now-1h", "to": "now"])
            json.member("timepicker", [:])
            json.member("weekStart", "")
            json.member("annotations", ["list": [Self.ownAnnotations]])
            json.member("links", [])
            json.member("templating", ["list": .array([Self.dataSourceVariable] + variables.map(\.json))])
            json.array("panels", writePanels)
        }
        json.finish()
    }

    /// An open row is followed by its panels; a closed one holds them, or Grafana shows neither.
    private func writePanels(to json: inout JSONWriter) {
        let numbers = PanelNumbers(dashboard: uid, panels: rows.flatMap { [$0.identity] + $0.panels.map(\.identity) })
        var looks = PanelStyleCache()
        var y = 0
        for row in rows {
            let place = PanelLayout.Place(x: 0, y: y, width: PanelLayout.columns, height: 1)
            let isOverview = row.panels.allSatisfy { $0.identity.role == .overview }
            let places =
                isOverview
                ? PanelLayout.tiles(row.panels.count, from: y + 1) : PanelLayout.places(of: row.panels, from: y + 1)
            func writeContents(to json: inout JSONWriter) {
                for (panel, place) in zip(row.panels, places) {
                    json.element { panel.write(to: &$0, id: numbers[panel.identity], place: place, &looks) }
                }
            }
            json.element { json in
                json.member("id", numbers[row.identity])
                json.member("type", "row")
                json.member("title", row.title)
                json.member("collapsed", row.isCollapsed)
                json.member("gridPos", place: place)
                json.array("panels") { json in if row.isCollapsed { writeContents(to: &json) } }
            }
            if !row.isCollapsed { writeContents(to: &json) }
            // The panels of a closed row take no room: the next row follows directly.
            y = row.isCollapsed ? y + 1 : (places.map { $0.y + $0.height }.max() ?? y + 1)
        }
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

    /// Grafana adds these to every dashboard; without them, saving one would make a difference.
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
    fileprivate static let dataSourceReference: JSONValue = ["type": "prometheus", "uid": .string("${\(dataSource)}")]

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

extension DashboardPanel {
    fileprivate func write(to json: inout JSONWriter, id: Int, place: PanelLayout.Place, _ looks: inout PanelStyleCache)
    {
        let look = looks[visualization]
        json.member("id", id)
        json.member("type", visualization.type)
        json.member("title", title)
        json.member("description", description)
        json.member("datasource", looks.dataSource)
        json.member("gridPos", place: place)
        json.array("targets") { json in
            for (index, query) in queries.enumerated() {
                json.element { query.write(to: &$0, letter: Self.letter(index), dataSource: looks.dataSource) }
            }
        }
        json.member("fieldConfig", look.fieldConfiguration)
        json.member("options", look.options)
        if let transformations = look.transformations { json.member("transformations", transformations) }
    }

    /// The name of a query in its panel, as Grafana counts them. A panel has at most 20 quantiles and a mean.
    private static func letter(_ index: Int) -> String { String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index))) }
}

/// What panels that draw in the same way have in common, which is most of a panel. A dashboard of thousands of panels
/// has a few dozen of these.
private struct PanelStyleCache {
    struct Look {
        let fieldConfiguration: JSONLines
        let options: JSONLines
        let transformations: JSONLines?
    }

    let dataSource = JSONLines(DashboardVariable.dataSourceReference)
    private var looks: [Visualization: Look] = [:]

    subscript(visualization: Visualization) -> Look {
        mutating get {
            if let look = looks[visualization] { return look }
            let look = Look(
                fieldConfiguration: JSONLines(visualization.fieldConfiguration),
                options: JSONLines(visualization.options),
                transformations: visualization.transformations.map { JSONLines(.array($0)) })
            looks[visualization] = look
            return look
        }
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: StaticString, place: PanelLayout.Place) {
        member(name) { json in
            json.member("h", place.height)
            json.member("w", place.width)
            json.member("x", place.x)
            json.member("y", place.y)
        }
    }
}

extension PanelQuery {
    fileprivate func write(to json: inout JSONWriter, letter: String, dataSource: JSONLines) {
        json.member("datasource", dataSource)
        json.member("editorMode", "code")
        json.member("expr", expression.description)
        json.member("legendFormat", legend.isEmpty ? "__auto" : legend)
        json.member("range", !isInstant)
        json.member("instant", isInstant)
        json.member("refId", letter)
        if format != .timeSeries { json.member("format", format.rawValue) }
    }
}
