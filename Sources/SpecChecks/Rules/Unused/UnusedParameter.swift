// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let unusedParameter: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2604", name: "unused-parameter", severity: .warning),
            explanation: """
                Nothing refers to this parameter, so it has no effect, but every process still has to pass a value \
                for it at its start. Delete it. The fix isn't safe: code that passes a value no longer compiles.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                parameters:
                  largest: {type: integer}
                groups:
                  cart:
                    metrics:
                      order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                parameters:
                  largest: {type: integer}
                groups:
                  cart:
                    metrics:
                      order_items: {type: histogram, help: Items of an order., buckets: {series: [1, 2, 5], max: $largest}}
                """)
    ) { input in
        input.declarations.parameters.filter { !$0.isUsed }.map { declared in
            Finding(
                unusedParameter.rule, at: declared.name.span,
                "nothing refers to the parameter \(quoted: declared.name.value), so it has no effect",
                help: "delete it, or refer to it as `$\(declared.name.value)`",
                fixes: declared.removal.map {
                    [.removing($0, "the parameter \(quoted: declared.name.value)", isSafe: false)]
                }
                    ?? [])
        }
    }
}
