// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let unusedUnit: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2606", name: "unused-unit", severity: .warning),
            explanation: "No metric has this unit, so it has no effect. Delete it, or give it to a metric.",
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                units:
                  crates: {grafana: short}
                groups:
                  cart:
                    metrics:
                      stock: {type: gauge, help: Crates in stock.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                units:
                  crates: {grafana: short}
                groups:
                  cart:
                    metrics:
                      stock: {type: gauge, help: Crates in stock., unit: crates}
                """)
    ) { input in
        input.declarations.units.filter { !$0.isUsed }.map { declared in
            Finding(
                unusedUnit.rule, at: declared.name.span,
                "no metric has the unit \(quoted: declared.name.value), so it has no effect",
                help: "delete it, or write `unit: \(declared.name.value)` at a metric",
                fixes: declared.removal.map {
                    [.removing($0, "the unit \(quoted: declared.name.value)", isSafe: true)]
                } ?? [])
        }
    }
}
