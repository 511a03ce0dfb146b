// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics

enum ExpiredQueryWaiver {
    static let rule = Rule(code: "MG4032", name: "expired-query-waiver", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A waiver with `until` is temporary, and the product has reached the version in which it expires. It hides \
            nothing any more. Fix the diagnostic that it hid, or write a later version after you have looked at it again.
            """,
        badExample: """
            groups:
              - name: orders
                rules:
                  # metricsgen: allow invalid-query until 1.4: our server has a function of its own
                  - record: branch:orders:rate5m
                    expr: sum by (branch) (our_rate(shop_orders_total[5m]))
            """,
        goodExample: """
            groups:
              - name: orders
                rules:
                  # metricsgen: allow invalid-query until 2.0: our server has a function of its own
                  - record: branch:orders:rate5m
                    expr: sum by (branch) (our_rate(shop_orders_total[5m]))
            """)

    /// - Parameter hidden: what it hid.
    static func finding(at until: Spanned<String>, line: MinorVersion, hidden: [Finding]) -> Finding {
        Finding(
            rule, at: until.span, "this waiver expired in \(until.value), and this product is at \(line)",
            notes: ["it hides nothing any more"],
            help: "fix the diagnostic that it hid, or write a later version",
            related: hidden.prefix(1).map {
                .init("it hid \(quoted: $0.rule.name) (\($0.rule.code)) here", at: $0.span)
            })
    }
}
