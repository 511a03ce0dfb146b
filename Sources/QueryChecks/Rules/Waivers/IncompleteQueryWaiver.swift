// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

enum IncompleteQueryWaiver {
    static let rule = Rule(code: "MG4034", name: "incomplete-query-waiver", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A waiver says why the diagnostic may stay: those who find it later can't know. It is written \
            `metricsgen: allow RULE: reason`. One that is temporary has the version in which it expires before the \
            colon: `metricsgen: allow RULE until 1.6: reason`.
            """,
        badExample: """
            groups:
              - name: orders
                rules:
                  # metricsgen: allow invalid-query
                  - record: branch:orders:rate5m
                    expr: sum by (branch) (our_rate(shop_orders_total[5m]))
            """,
        goodExample: """
            groups:
              - name: orders
                rules:
                  # metricsgen: allow invalid-query: our server has a function of its own
                  - record: branch:orders:rate5m
                    expr: sum by (branch) (our_rate(shop_orders_total[5m]))
            """)

    static func finding(withoutReason waiver: Waiver) -> Finding {
        Finding(
            rule, at: waiver.span, "this waiver of \(quoted: waiver.rule.value) has no reason",
            help: "write why the diagnostic may stay, after a colon: `allow \(waiver.rule.value): …`")
    }

    static func finding(until: Spanned<String>) -> Finding {
        Finding(
            rule, at: until.span, "\(quoted: until.value) is not a minor version, so this waiver never expires",
            help: "write a minor version such as `1.6`")
    }
}
