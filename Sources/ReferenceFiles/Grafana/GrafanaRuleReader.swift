// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Reads alert rules that Grafana manages: of a provisioning file, of its programming interface, or of an operator's
/// resource.
struct GrafanaRuleReader {
    private var dataSources = DataSources()
    private var found: [(query: PlacedString, rule: Int, title: String, dataSource: DataSource)] = []

    static func read(_ rules: [DocumentValue], group: String, into file: inout ReferenceFile) {
        var reader = GrafanaRuleReader()
        for rule in rules { reader.read(rule, group: group, into: &file) }
        for (query, rule, title, dataSource) in reader.found {
            let isPrometheus = reader.dataSources.isPrometheus(dataSource)
            guard isPrometheus != false else { continue }
            file.queries.append(
                ReferencedQuery(
                    query, templates: .grafana, use: .grafanaRule(rule), title: title,
                    isCertain: isPrometheus ?? false))
        }
    }

    private mutating func read(_ rule: DocumentValue, group: String, into file: inout ReferenceFile) {
        // As Mimir's ruler has it, the parts that only Grafana has are in an object of their own.
        let own = rule["grafana_alert"] ?? rule
        let recorded = (rule["record"] ?? own["record"])?["metric"]?.placed
        guard let name = recorded ?? own["title"]?.placed else { return }
        let index = file.rules.count
        file.rules.append(
            ReferencedRule(
                recorded == nil ? .alert : .recording, name: name, labels: rule["labels"]?.strings ?? [],
                annotations: rule["annotations"]?.strings ?? [], forDuration: rule["for"]?.placed,
                keepFiringFor: (rule["keep_firing_for"] ?? rule["keepFiringFor"])?.placed, group: group))
        for query in own["data"]?.elements ?? [] {
            guard let model = query["model"] else { continue }
            let dataSource = dataSource(of: query, model)
            guard let expression = model["expr"]?.placed, !expression.text.isEmpty else { continue }
            found.append((expression, index, own["title"]?.string ?? name.text, dataSource))
        }
    }

    private mutating func dataSource(of query: DocumentValue, _ model: DocumentValue) -> DataSource {
        let uid = query["datasourceUid"]?.string ?? ""
        guard let written = model["datasource"] else { return uid.isEmpty ? .unsaid : .named(uid) }
        if case .ofType(let type) = DataSource(written) {
            for name in [uid, written["uid"]?.string ?? ""] where !name.isEmpty {
                dataSources.note(name, isOfType: type)
            }
        }
        return DataSource(written)
    }
}
