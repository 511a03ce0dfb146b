// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension RepeatedLabel {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A series has each label once. If a metric has a label directly and through a label set, or through two label \
            sets, delete one of them.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited.}
            label_sets:
              place: [shop]
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: [place, shop]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited.}
            label_sets:
              place: [shop]
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: place}
            """)
}
