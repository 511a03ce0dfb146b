// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ReferenceFiles
import SpecDiagnostics

enum UncheckedResource {
    static let explained = ExplainedRule(
        Rule(code: "MG4014", name: "unchecked-resource", severity: .note),
        explanation: """
            A resource of Kubernetes has an `expr`, and metricsgen doesn't read resources of its kind. None of its queries \
            is checked. The kinds that are read are those of Prometheus, Grafana and Perses that docs/queries.md lists.
            """,
        badExample: """
            apiVersion: rules.alerting.grafana.app/v0alpha1
            kind: AlertRule
            spec:
              title: Busy
              expressions:
                A:
                  model:
                    expr: shop_queue_requests > 100
            """,
        goodExample: """
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            spec:
              groups:
                - name: shop
                  rules:
                    - alert: Busy
                      expr: shop_queue_requests > 100
                      for: 10m
            """)

    static func finding(_ fault: ReadingFault) -> Finding? {
        guard case .unknownKind(let kind) = fault.reason else { return nil }
        return Finding(
            explained.rule, at: fault.span,
            "resources of the kind \(quoted: kind) are not read, so the queries in this one are not checked",
            help: "check its queries in a file of a kind that is read, such as a PrometheusRule")
    }
}

extension QueryCheck {
    static let uncheckedResource = QueryCheck(
        [UncheckedResource.explained], findings: { $0.file.faults.compactMap(UncheckedResource.finding) })
}
