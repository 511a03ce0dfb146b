// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnknownLabel {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The labels of metrics are declared once under `labels`, with a description and the source of their \
            values; `label_sets` names lists of them. This name is neither. Declare \
            it, describe it in the metric with a `help` of its own, or correct the spelling.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited.}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: [shoop]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited.}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: [shop]}
            """)
}
