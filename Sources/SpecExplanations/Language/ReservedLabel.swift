// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension ReservedLabel {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Some label names are reserved: those that start with `__` for Prometheus, `le` for the buckets of histograms, \
            `quantile` for summaries, the metric's own name on a stateset, and `pid` on a gauge that has a series for each \
            process: one with `multiprocess: all` or `liveall`, or one without a mode in a product with \
            `processes: several`. Your label would overwrite theirs. Give it another name. If a scrape has to show a label `le` \
            of a gauge, as some products do, declare a label with another key and `name: le`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              le: {help: The legal entity that sold., values: [north, south]}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., labels: le, buckets: [1, 2, 5]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              entity: {help: The legal entity that sold., values: [north, south]}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., labels: entity, buckets: [1, 2, 5]}
            """)
}
