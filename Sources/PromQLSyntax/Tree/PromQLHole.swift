// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A place where another program inserts text before Prometheus reads the query.
package enum PromQLHole: Equatable, Sendable {
    case variable(GrafanaVariable)
    /// An action of a Go template, as in rule files and Helm charts, with its braces: `{{ .Values.job }}`.
    case action(String)
    /// What `printf` or Jsonnet replaces: `%q`, `%(selector)s`.
    case verb(String)
}

/// A place where Grafana inserts the value of a dashboard's variable, or one of its own such as `__rate_interval`.
package struct GrafanaVariable: Equatable, Sendable {
    package let name: String
    /// The part of the value that is inserted, such as `text`.
    package let field: String?
    /// How Grafana writes the value, such as `regex`; nil if Grafana decides.
    package let format: String?

    package init(_ name: String, field: String? = nil, format: String? = nil) {
        self.name = name
        self.field = field
        self.format = format
    }
}
