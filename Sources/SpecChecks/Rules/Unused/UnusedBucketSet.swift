// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let unusedBucketSet: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2603", name: "unused-bucket-set", severity: .warning),
            explanation: """
                No histogram has this bucket set, so it has no effect. Delete it, or use it for histograms that list \
                the same bounds.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                buckets: {sizes: [1, 2, 5]}
                groups:
                  cart:
                    metrics:
                      order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                buckets: {sizes: [1, 2, 5]}
                groups:
                  cart:
                    metrics:
                      order_items: {type: histogram, help: Items of an order., buckets: sizes}
                """)
    ) { input in
        input.declarations.bucketSets.filter { !$0.isUsed }.map { declared in
            Finding(
                unusedBucketSet.rule, at: declared.name.span,
                "no histogram uses the bucket set \(quoted: declared.name.value)",
                help: "delete it, or use it for histograms that list the same bounds",
                fixes: declared.removal.map {
                    [.removing($0, "the bucket set \(quoted: declared.name.value)", isSafe: true)]
                }
                    ?? [])
        }
    }
}
