// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What a dashboard says about the data source of a query.
enum DataSource {
    /// The plugin's id, such as `prometheus`.
    case ofType(String)
    /// A name, a uid or a variable, as it is written.
    case named(String)
    /// The default one. A panel with a mixed data source leaves it to its queries.
    case unsaid

    /// - Parameter value: that of the key `datasource`, in any of the forms that Grafana has had.
    init(_ value: DocumentValue) {
        if let name = value.string {
            self = Self.isLeftOpen(name) ? .unsaid : .named(name)
            return
        }
        let name = value["uid"]?.string ?? value["name"]?.string
        if let name, Self.isLeftOpen(name) {
            self = .unsaid
        } else if let type = value["type"]?.string, !type.isEmpty, !type.contains("$") {
            self = .ofType(type)
        } else {
            self = name.map(DataSource.named) ?? .unsaid
        }
    }

    private static func isLeftOpen(_ name: String) -> Bool {
        name.isEmpty || name == "default" || name == "-- Mixed --"
    }
}

/// What a file says about its data sources: the types of those that it names.
struct DataSources {
    /// By uid, by name, and by the name of a variable.
    private var types: [String: String] = [:]

    mutating func note(_ name: String, isOfType type: String) {
        let name = Self.variable(in: name) ?? name
        if types[name] == nil { types[name] = type }
    }

    /// Nil where the file doesn't say it.
    func isPrometheus(_ source: DataSource) -> Bool? {
        switch source {
        case .unsaid: return nil
        case .ofType(let type): return Self.isPrometheus(type)
        case .named(let name):
            let variable = Self.variable(in: name)
            if let type = types[variable ?? name] { return Self.isPrometheus(type) }
            return Self.guess(variable ?? name)
        }
    }

    private static func isPrometheus(_ type: String) -> Bool? {
        switch type {
        case "prometheus", "grafana-amazonprometheus-datasource", "grafana-azureprometheus-datasource": true
        // They read more than PromQL.
        case "victoriametrics-datasource", "victoriametrics-metrics-datasource": nil
        default: false
        }
    }

    /// People name their data sources after the program.
    private static func guess(_ name: String) -> Bool? {
        let name = name.lowercased()
        if name.hasPrefix("-- ") || name == "__expr__" || name == "-100" { return false }
        if name.contains("prometheus") { return true }
        let others = [
            "loki", "tempo", "jaeger", "elastic", "influx", "graphite", "mysql", "postgres", "cloudwatch", "clickhouse",
        ]
        return others.contains(where: name.contains) ? false : nil
    }

    /// The name in `$name`, `${name}`, `${name:text}` and `[[name]]`.
    private static func variable(in text: String) -> String? {
        let name = text.utf8
        let inner: Substring.UTF8View
        if name.starts(with: "${".utf8), name.last == UInt8(ascii: "}") {
            inner = name.dropFirst(2).dropLast()
        } else if name.starts(with: "[[".utf8), name.suffix(2).elementsEqual("]]".utf8) {
            inner = name.dropFirst(2).dropLast(2)
        } else if name.first == UInt8(ascii: "$") {
            inner = name.dropFirst()
        } else {
            return nil
        }
        return String(Substring(inner.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ".") }))
    }
}
