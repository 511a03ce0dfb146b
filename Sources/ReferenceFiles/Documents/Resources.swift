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
            readRules(groups)
        } else if value["apiVersion"]?.string?.hasPrefix("dashboard.grafana.app/") ?? false, let spec {
            readDashboard(spec)
        } else if let dashboard = value["dashboard"], dashboard.isObject {
            read(dashboard)
        } else if value.isDashboard {
            readDashboard(value)
        } else if value["targets"] != nil, value["type"] != nil {
            readPanel(value)
        } else if let panel = value["model"] ?? value["result"]?["model"] {
            readPanel(panel)
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

    private mutating func readRules(_ groups: DocumentValue) {
        note(.rules)
        file.addRules(in: groups)
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
