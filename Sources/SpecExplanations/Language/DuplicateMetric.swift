// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension DuplicateMetric {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A name belongs to one family of series forever. The tombstone of a removed metric reserves it, because an old \
            dashboard would show the new metric instead. If a name is declared twice, both metrics write to the same \
            series, and Prometheus rejects a scrape that has the name twice. Delete one of the metrics, or rename \
            it.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
              shelf:
                metrics:
                  items: {type: gauge, help: Items on all shelves.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
              shelf:
                metrics:
                  shelf_items: {type: gauge, help: Items on all shelves.}
            """)
}
