// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension InapplicableKey {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The key exists, but doesn't fit here: only a histogram has buckets, only a gauge has a \
            multiprocess mode, only a stateset has states, only numbers have limits. Delete the key, or change the type.

            A tombstone has no series, so nothing can describe them. It keeps its type and its lifecycle, \
            and the keys for code that still records it (`swift_name`, `states`). Other keys would only mislead \
            readers. The fix deletes them, which is safe because they have no effect.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  orders_total: {type: counter, help: Orders placed., buckets: [1, 2, 5]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., buckets: [1, 2, 5]}
            """)
}
