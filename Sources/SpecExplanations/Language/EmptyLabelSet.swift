// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension EmptyLabelSet {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A label set without labels adds none to the metrics that use it, and their readers would expect \
            some. List its labels, or delete the set.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south]}
            label_sets:
              place: []
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: place}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south]}
            label_sets:
              place: [shop]
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: place}
            """)
}
