// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

enum UnusedQueryWaiver {
    static let rule = Rule(code: "MG4031", name: "unused-query-waiver", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A waiver that hides nothing is left over from a diagnostic that was fixed. It would hide the next one in \
            the same place. Delete it.
            """,
        badExample: """
            groups:
              - name: orders
                rules:
                  # metricsgen: allow invalid-query: our server has a function of its own
                  - record: branch:orders:rate5m
                    expr: sum by (branch) (rate(shop_orders_total[5m]))
            """,
        goodExample: """
            groups:
              - name: orders
                rules:
                  - record: branch:orders:rate5m
                    expr: sum by (branch) (rate(shop_orders_total[5m]))
            """)

    static func finding(_ waiver: Waiver, of waived: Rule) -> Finding {
        Finding(
            rule, at: waiver.span, "this waiver of \(quoted: waived.name) (\(waived.code)) hides nothing",
            help: "delete it; otherwise it could hide another diagnostic later")
    }
}
