// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension SeriesNameCollision {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A histogram `x` has the series `x_bucket`, `x_sum` and `x_count`, a summary `x` has the last two. If another \
            metric had one of these names, both would write the same series, and neither could be read. Rename one of \
            them.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
                  order_items_count: {type: counter, help: Items ordered.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
                  items_ordered_total: {type: counter, help: Items ordered.}
            """)
}
