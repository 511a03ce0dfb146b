// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnknownPanelLabel {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A panel can only group by labels that its metric has: with any other label, all series would be merged \
            into one line without a name. Add the label to the metric's `labels`, or group by another one.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south]}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., panel: {group_by: shop}}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south]}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: shop, panel: {group_by: shop}}
            """)
}
