// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension FileReader {
    /// Reads a resource that a document has, or a list of them.
    mutating func read(_ value: DocumentValue) {
        if let elements = value.elements {
            for element in elements { read(element) }
            return
        }
        guard value.isObject else { return }
        let kind = value["kind"]?.string ?? ""
        let spec = value["spec"]
        if kind.hasSuffix("List"), let items = value["items"]?.elements {
            for item in items { read(item) }
        } else if kind == "ConfigMap" {
            for (key, text) in value["data"]?.members ?? [] {
                if let text = text.placed { read(text, isDashboard: key.string?.hasSuffix(".json") ?? false) }
            }
        } else if kind == "GrafanaDashboard" || kind == "GrafanaLibraryPanel", let json = spec?["json"] {
            if let text = json.placed { read(text, isDashboard: true) } else { read(json) }
        } else if let groups = value["groups"] ?? spec?["groups"], groups.elements != nil {
            readRules(of: groups)
        } else if kind == "GrafanaAlertRuleGroup", let spec {
            if readGrafanaRules(of: spec) { note(.grafanaRules) }
        } else if value["condition"] != nil, value["data"]?.elements != nil {
            note(.grafanaRules)
            GrafanaRuleReader.read([value], group: value["ruleGroup"]?.string ?? "", into: &file)
        } else if value["apiVersion"]?.string?.hasPrefix("dashboard.grafana.app/") ?? false, let spec {
            readDashboard(spec)
        } else if kind.hasSuffix("Dashboard"), let spec = spec?["config"] ?? spec, spec["panels"]?.isObject ?? false {
            note(.persesDashboard)
            PersesReader.read(spec, name: value["metadata"]?["name"]?.string ?? "", into: &file)
        } else if let dashboard = value["dashboard"], dashboard.isObject {
            read(dashboard)
        } else if value.isDashboard {
            readDashboard(value)
        } else if value["targets"] != nil, value["type"] != nil {
            readPanel(value)
        } else if let panel = value["model"] ?? value["result"]?["model"] {
            readPanel(panel)
        } else if let kind = value["kind"], value["apiVersion"] != nil, let name = kind.string, value.hasExpression() {
            add(.unknownKind(name), at: kind)
        }
    }

    private mutating func readDashboard(_ dashboard: DocumentValue) {
        note(.grafanaDashboard)
        DashboardReader.read(dashboard, into: &file)
    }

    private mutating func readPanel(_ panel: DocumentValue) {
        note(.grafanaDashboard)
        DashboardReader.read(panel: panel, into: &file)
    }

    /// Rules of Prometheus have an `expr`, and those of Grafana a list of queries and expressions.
    private mutating func readRules(of groups: DocumentValue) {
        var isOfGrafana = false
        for group in groups.elements ?? [] {
            isOfGrafana = readGrafanaRules(of: group) || isOfGrafana
        }
        note(isOfGrafana ? .grafanaRules : .rules)
        file.addRules(in: groups)
    }

    /// - Returns: whether there are any.
    private mutating func readGrafanaRules(of group: DocumentValue) -> Bool {
        let rules = (group["rules"]?.elements ?? []).filter { $0["data"] != nil || $0["grafana_alert"] != nil }
        GrafanaRuleReader.read(rules, group: group["name"]?.string ?? "", into: &file)
        return !rules.isEmpty
    }

    /// A file with several resources is what the first is.
    private mutating func note(_ kind: ReferenceFile.Kind) {
        if file.kind == .other { file.kind = kind }
    }
}

extension DocumentValue {
    /// Whether it is a dashboard of Grafana, without the envelope of a resource.
    fileprivate var isDashboard: Bool {
        self["panels"]?.elements != nil || self["rows"]?.elements != nil || self["templating"]?["list"] != nil
            || self["elements"]?.isObject ?? false && self["layout"] != nil
    }
}
