// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

enum UnusedWaiver {
    static let rule = Rule(code: "MG2901", name: "unused-waiver", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A waiver that hides nothing is left over from a diagnostic that was fixed. It would hide the next one in \
            the same place. Delete it.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  orders_total:
                    type: counter
                    help: Orders placed.
                    allow: [{rule: counter-without-total, reason: Published under this name.}]
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  orders_total:
                    type: counter
                    help: Orders placed.
            """)

    static func finding(_ waiver: Waiver, of waived: Rule) -> Finding {
        Finding(
            rule, at: waiver.span, "this waiver of \(quoted: waived.name) (\(waived.code)) hides nothing",
            help: "delete it; otherwise it could hide another diagnostic later",
            fixes: waiver.removal.map { [.removing($0, "the waiver", isSafe: true)] } ?? [])
    }
}
