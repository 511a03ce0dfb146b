// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let irregularBound: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2505", name: "irregular-bound", severity: .warning),
            explanation: """
                The other bounds follow a pattern, such as doubling, and one narrowly misses it: 8096 among powers \
                of two, or 250 where 20 follows 2. Most likely a digit was mistyped, and nobody will notice for \
                years. Write the bound that fits the pattern. If the irregular bound is published, waive this.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 4, 8, 16, 31]}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 4, 8, 16, 32]}
                """)
    ) { input in
        input.declarations.writtenBounds.flatMap { written -> [Finding] in
            let values = written.values
            guard written.places.count == values.count, let breach = BoundRule.breach(in: values) else { return [] }
            let bound = Spanned(values[breach.index], written.places[breach.index])
            let expected = BoundText.text(of: breach.expected)
            return [
                Finding(
                    irregularBound.rule, at: bound.span,
                    "\(BoundText.text(of: bound.value)) breaks the pattern of the other bounds, which expects \(expected)",
                    underline: "did you mean \(quoted: expected)?",
                    help:
                        "a mistyped digit goes unnoticed for years; if the odd bound is published, waive this with a reason",
                    fixes: [
                        .init("write \(expected)", isSafe: false, edits: [.init(replacing: bound.span, with: expected)])
                    ])
            ]
        }
    }
}
