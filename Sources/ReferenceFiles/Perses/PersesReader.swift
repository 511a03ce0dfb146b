// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

/// Reads a dashboard of Perses.
struct PersesReader {
    private var usedNames = UsedNames()
    private var variables: [DashboardVariable] = []
    private var queries: [ReferencedQuery] = []
    private let index: Int

    private init(index: Int) { self.index = index }

    /// - Parameter name: of the resource, which is the title unless there is one.
    static func read(_ dashboard: DocumentValue, name: String, into file: inout ReferenceFile) {
        var reader = PersesReader(index: file.dashboards.count)
        reader.usedNames.note(dashboard)
        var repeatedNames: Set<String> = []
        for (key, value) in dashboard.members ?? [] {
            switch key.string {
            case "variables": for variable in value.elements ?? [] { reader.read(variable: variable) }
            case "panels": for (_, panel) in value.members ?? [] { reader.read(panel: panel) }
            case "layouts":
                for layout in value.elements ?? [] {
                    guard let name = layout["spec"]?["repeatVariable"]?.string else { continue }
                    reader.usedNames.insert(name)
                    repeatedNames.insert(name)
                }
            default: break
            }
        }
        file.queries += reader.queries
        file.dashboards.append(
            ReferencedDashboard(
                title: dashboard["display"]?["name"]?.string ?? name, variables: reader.variables,
                usedNames: reader.usedNames.names, repeatedNames: repeatedNames))
    }

    // MARK: Panels

    private mutating func read(panel: DocumentValue) {
        guard let spec = panel["spec"] else { return }
        let (display, plugin) = (spec["display"], spec["plugin"])
        var use = PanelUse(
            type: plugin?["kind"]?.string ?? "", title: display?["name"]?.placed,
            unit: Self.unit(plugin?["spec"]), description: display?["description"]?.placed,
            isWithoutUnit: Self.format(plugin?["spec"]) == nil)
        for query in spec["queries"]?.elements ?? [] {
            guard let plugin = query["spec"]?["plugin"], Self.isOfPrometheus(plugin), let asked = plugin["spec"],
                let string = asked["query"]?.placed, !string.text.isEmpty
            else { continue }
            use.legend = asked["seriesNameFormat"]?.placed.flatMap { $0.text.isEmpty ? nil : $0 }
            add(string, .panel(use), title: use.title?.text ?? "")
        }
    }

    private static func isOfPrometheus(_ plugin: DocumentValue) -> Bool {
        plugin["kind"]?.string?.hasPrefix("Prometheus") ?? false
    }

    private mutating func add(_ string: PlacedString, _ use: ReferencedQuery.Use, title: String) {
        queries.append(
            ReferencedQuery(string, templates: .grafana, use: use, title: title, dashboard: index))
    }

    private static func unit(_ plugin: DocumentValue?) -> PlacedString? {
        guard let unit = format(plugin)?["unit"]?.placed else { return nil }
        return units[unit.text].map(unit.decoded)
    }

    private static func format(_ plugin: DocumentValue?) -> DocumentValue? {
        plugin?["yAxis"]?["format"] ?? plugin?["format"]
    }

    /// Grafana's ids for the units of Perses.
    private static let units = [
        "nanoseconds": "ns", "microseconds": "µs", "milliseconds": "ms", "seconds": "s", "minutes": "m", "hours": "h",
        "days": "d", "percent": "percent", "percent-decimal": "percentunit", "bytes": "bytes", "decbytes": "decbytes",
        "bits": "bits", "bits/sec": "binbps", "decbits/sec": "bps", "bytes/sec": "binBps", "decbytes/sec": "Bps",
        "counts/sec": "cps", "events/sec": "eps", "ops/sec": "ops", "packets/sec": "pps", "reads/sec": "rps",
        "requests/sec": "reqps", "writes/sec": "wps", "celsius": "celsius", "fahrenheit": "fahrenheit",
    ]

    // MARK: Variables

    private mutating func read(variable: DocumentValue) {
        guard let spec = variable["spec"], let name = spec["name"]?.placed else { return }
        let plugin = spec["plugin"]
        let isList = variable["kind"]?.string == "ListVariable"
        let values = isList && plugin?["kind"]?.string == "StaticListVariable" ? plugin?["spec"]?["values"] : nil
        let isConstant = spec["constant"]?.bool ?? false
        variables.append(
            DashboardVariable(
                name: name, kind: isList ? (values == nil ? .query : .custom) : isConstant ? .constant : .textbox,
                isMultiple: spec["allowMultiple"]?.bool ?? false || spec["allowAllValue"]?.bool ?? false,
                options: values?.elements?.compactMap { $0.string ?? $0["value"]?.string }))
        guard isList, let plugin, Self.isOfPrometheus(plugin), let asked = plugin["spec"] else { return }
        let label = asked["labelName"]?.placed
        for string in [asked["expr"]] + (asked["matchers"]?.elements ?? []) {
            guard let string = string?.placed, !string.text.isEmpty else { continue }
            add(string, .variable(name: name.text, label: label), title: name.text)
        }
    }
}
