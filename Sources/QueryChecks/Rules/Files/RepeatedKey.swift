// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ReferenceFiles
import SpecDiagnostics

enum RepeatedKey {
    static let explained = ExplainedRule(
        Rule(code: "MG4013", name: "repeated-key", severity: .warning),
        explanation: """
            An object in a file with queries has the same key twice. In JSON the last of them counts, so the other one does \
            nothing. Prometheus and Grafana don't load a YAML file with a repeated key.
            """,
        badExample: """
            groups:
              - name: shop
                rules:
                  - alert: Busy
                    expr: shop_queue_requests > 50
                    expr: shop_queue_requests > 100
                    for: 10m
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
        guard case .repeatedKey(let key) = fault.reason else { return nil }
        return Finding(
            explained.rule, at: fault.span, "the key \(quoted: key) is there already",
            notes: ["in JSON the last one counts; YAML with a repeated key isn't loaded"],
            help: "delete one of the two, with its value")
    }
}

extension QueryCheck {
    static let repeatedKey = QueryCheck(
        [RepeatedKey.explained], findings: { $0.file.faults.compactMap(RepeatedKey.finding) })
}
