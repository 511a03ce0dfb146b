// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension SeriesOverLimit {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A metric has a series for each combination of its label values, and a histogram has one for each bucket and \
            two more. `max_series`, at the metric, its group or the product, says how many series your monitoring \
            system can handle. The labels allow more than that: drop a label, lower a `max_values`, \
            use fewer buckets, or raise the limit. A label with neither `values` nor `max_values` has no limit.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., max_values: 200}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: shop, max_series: 100}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., max_values: 80}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: shop, max_series: 100}
            """)
}
