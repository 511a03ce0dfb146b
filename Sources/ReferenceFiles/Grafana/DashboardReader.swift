// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

/// Reads a dashboard of Grafana, in any of its models, or a panel from a library.
///
/// Plugins put queries in places of their own, so nothing is said about the place of a query: every object with
/// an `expr` has one.
struct DashboardReader {
    private var usedNames = UsedNames()
    private var repeatedNames: Set<String> = []
    private var variables: [DashboardVariable] = []
    private var dataSources = DataSources()
    private var found: [Found] = []
    /// Of variables, by their index.
    private var namePatterns: [(variable: Int, pattern: PlacedString, dataSource: DataSource)] = []

    private struct Found {
        let string: PlacedString
        let use: ReferencedQuery.Use
        let title: String
        let dataSource: DataSource
    }

    /// What is known of an object from those that it is in.
    private struct Surroundings {
        var use = Use.panel(PanelUse(type: ""))
        var dataSource = DataSource.unsaid
        var isHidden = false
        var depth = 0

        enum Use {
            case panel(PanelUse)
            case annotation(name: String)
        }
    }

    /// - Parameter dashboard: of the classic model, or the `spec` of a v2 resource.
    static func read(_ dashboard: DocumentValue, into file: inout ReferenceFile) {
        var reader = DashboardReader()
        reader.read(dashboard)
        reader.write(title: dashboard["title"]?.string ?? "", into: &file)
    }

    /// A panel that several dashboards use.
    static func read(panel: DocumentValue, into file: inout ReferenceFile) {
        var reader = DashboardReader()
        reader.walk(panel, Surroundings())
        reader.write(title: nil, into: &file)
    }

    private mutating func read(_ dashboard: DocumentValue) {
        usedNames.note(dashboard)
        for input in dashboard["__inputs"]?.elements ?? [] {
            guard let name = input["name"]?.string, let type = input["pluginId"]?.string else { continue }
            dataSources.note(name, isOfType: type)
        }
        for (key, value) in dashboard.members ?? [] {
            switch key.string {
            case "templating":
                for variable in value["list"]?.elements ?? [] { add(variable, ofType: variable["type"]?.string ?? "") }
            case "variables":
                for variable in value.elements ?? [] {
                    if let spec = variable["spec"] { add(spec, ofType: variable["kind"]?.string ?? "") }
                }
            case "annotations":
                for annotation in value["list"]?.elements ?? value.elements ?? [] {
                    let name = (annotation["name"] ?? annotation["spec"]?["name"])?.string ?? ""
                    walk(annotation, Surroundings(use: .annotation(name: name)))
                }
            default: walk(value, Surroundings())
            }
        }
        // A link with it passes the values of all.
        if usedNames.names.contains("__all_variables") {
            for variable in variables { usedNames.insert(variable.name.text) }
        }
    }

    private func write(title: String?, into file: inout ReferenceFile) {
        let dashboard = title.map { _ in file.dashboards.count }
        for query in found {
            let isPrometheus = dataSources.isPrometheus(query.dataSource)
            guard isPrometheus != false else { continue }
            file.queries.append(
                ReferencedQuery(
                    query.string, templates: Self.templates(query.string), use: query.use, title: query.title,
                    dashboard: dashboard, isCertain: isPrometheus ?? false))
        }
        guard let title else { return }
        var variables = variables
        for (variable, pattern, dataSource) in namePatterns where dataSources.isPrometheus(dataSource) != false {
            variables[variable].namePattern = pattern
        }
        file.dashboards.append(
            ReferencedDashboard(
                title: title, variables: variables, usedNames: usedNames.names, repeatedNames: repeatedNames))
    }

    /// A chart of Helm may have its own expressions in the strings of a dashboard, which PromQL can't have.
    private static func templates(_ query: PlacedString) -> PromQLTemplates {
        query.text.has("{{") ? [.grafana, .actions] : .grafana
    }

    // MARK: Queries

    private mutating func walk(_ value: DocumentValue, _ surroundings: Surroundings) {
        var surroundings = surroundings
        surroundings.depth += 1
        // Aliases of YAML nest deeper than what is written.
        guard surroundings.depth <= FileReader.depthLimit else { return }
        if value.isObject { enter(value, &surroundings) }
        value.forEachChildWithQueries { walk($0, surroundings) }
    }

    private mutating func enter(_ object: DocumentValue, _ surroundings: inout Surroundings) {
        if let written = object["datasource"] { note(dataSource: written, &surroundings) }
        if let kind = object["kind"]?.string, let spec = object["spec"] {
            enter(object, ofKind: kind, spec, &surroundings)
        } else if let type = object["type"]?.string, object["targets"] != nil || object["gridPos"] != nil {
            surroundings.use = .panel(PanelUse(classic: object, ofType: type))
        }
        if let repeated = object["repeat"], let name = repeated.string ?? repeated["value"]?.string {
            usedNames.insert(name)
            repeatedNames.insert(name)
        }
        if object["hide"]?.bool == true { surroundings.isHidden = true }
        if let expression = object["expr"]?.placed, !expression.text.isEmpty {
            add(expression, of: object, surroundings)
        }
    }

    private mutating func note(dataSource written: DocumentValue, _ surroundings: inout Surroundings) {
        let dataSource = DataSource(written)
        if case .unsaid = dataSource { return }
        if case .ofType(let type) = dataSource, let name = written["uid"]?.string {
            dataSources.note(name, isOfType: type)
        }
        surroundings.dataSource = dataSource
    }

    /// An object of the v2 model.
    private mutating func enter(
        _ object: DocumentValue, ofKind kind: String, _ spec: DocumentValue, _ surroundings: inout Surroundings
    ) {
        switch kind {
        case "Panel": surroundings.use = .panel(PanelUse(v2: spec))
        case "PanelQuery": surroundings.isHidden = spec["hidden"]?.bool ?? false
        case "DataQuery":
            guard let type = object["group"]?.string, !type.isEmpty else { return }
            surroundings.dataSource = .ofType(type)
            if let name = object["datasource"]?["name"]?.string { dataSources.note(name, isOfType: type) }
        case "ConditionalRenderingVariable": spec["variable"]?.string.map { usedNames.insert($0) }
        default:
            // The first releases of v2 had the plugin's id as the kind of a query.
            if kind.first?.isLowercase ?? false { surroundings.dataSource = .ofType(kind) }
        }
    }

    private mutating func add(_ query: PlacedString, of object: DocumentValue, _ surroundings: Surroundings) {
        let (use, title): (ReferencedQuery.Use, String)
        switch surroundings.use {
        case .panel(let panel):
            use = .panel(panel.of(object, isHidden: surroundings.isHidden))
            title = panel.title?.text ?? ""
        case .annotation(let name): (use, title) = (.dashboardAnnotation, name)
        }
        found.append(Found(string: query, use: use, title: title, dataSource: surroundings.dataSource))
    }

    // MARK: Variables

    private mutating func add(_ value: DocumentValue, ofType type: String) {
        guard let variable = DashboardVariable(value, ofType: type) else { return }
        variables.append(variable)
        let query = value["query"]
        switch variable.kind {
        case .dataSource:
            if let type = (value["pluginId"] ?? query)?.string { dataSources.note(variable.name.text, isOfType: type) }
        case .query:
            var surroundings = Surroundings()
            if let written = value["datasource"] { note(dataSource: written, &surroundings) }
            // Once a string, then an object, and in v2 the object that every query is.
            let spec = query?["spec"] ?? query
            if let query, let spec, let kind = query["kind"]?.string { enter(query, ofKind: kind, spec, &surroundings) }
            guard let string = spec?.placed ?? spec?["query"]?.placed ?? spec?["__legacyStringValue"]?.placed
            else { return }
            if let pattern = VariableQuery.namePattern(of: string) {
                namePatterns.append((variables.count - 1, pattern, surroundings.dataSource))
            }
            guard let asked = VariableQuery(string) else { return }
            found.append(
                Found(
                    string: asked.expression, use: .variable(name: variable.name.text, label: asked.label),
                    title: variable.name.text, dataSource: surroundings.dataSource))
        default: break
        }
    }
}
