// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Which programs insert text into a query before Prometheus reads it.
package struct PromQLTemplates: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Variables of Grafana: `$x`, `${x.text:regex}`, `[[x]]`.
    package static let grafana = PromQLTemplates(rawValue: 1)
    /// Go templates, as in rule files' annotations and in Helm charts: `{{ .Values.job }}`.
    package static let actions = PromQLTemplates(rawValue: 2)
    /// What `printf` or Jsonnet replaces: `%q`, `%(selector)s`. The operator is written `%%`.
    package static let verbs = PromQLTemplates(rawValue: 4)
}
