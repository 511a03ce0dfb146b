// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension ReplacedByItself {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A deprecated metric can't replace itself. Write the name of the metric that takes its \
            place, or write `replaced_by: none`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: Items in all carts.
                    deprecated: {since: "1.4", reason: Nobody looked at it., replaced_by: items}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: Items in all carts.
                    deprecated: {since: "1.4", reason: Nobody looked at it., replaced_by: none}
            """)
}
