// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ReferenceFiles
import SpecDiagnostics

enum UncheckedTemplate {
    static let explained = ExplainedRule(
        Rule(code: "MG4012", name: "unchecked-template", severity: .note),
        explanation: """
            A file is a template of Helm or Jsonnet, and not JSON or YAML before that program has run. None of its queries \
            is checked. Check what the template becomes: `helm template . | metricsgen check --references -`, or \
            `jsonnet dashboard.jsonnet | metricsgen check --references -`.
            """,
        badExample: """
            groups:
              - name: shop
                rules:
                  {{- if .Values.alerts }}
                  - alert: Busy
                    expr: shop_queue_requests > 100
                    for: 10m
                  {{- end }}
            """,
        goodExample: """
            groups:
              - name: shop
                rules:
                  - alert: Busy
                    expr: shop_queue_requests > 100
                    for: 10m
            """)

    static func finding(_ fault: ReadingFault) -> Finding? {
        guard case .template(let template) = fault.reason else { return nil }
        let command =
            switch template {
            case .helm: "helm template CHART"
            case .jsonnet: "jsonnet FILE"
            }
        return Finding(
            explained.rule, at: fault.span,
            "this is a template of \(template.rawValue), so its queries are not checked",
            help: "check what it becomes: `\(command) | metricsgen check --references -`")
    }
}

extension QueryCheck {
    static let uncheckedTemplate = QueryCheck(
        [UncheckedTemplate.explained], findings: { $0.file.faults.compactMap(UncheckedTemplate.finding) })
}
