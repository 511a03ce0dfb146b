// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension FutureRemoval {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `removed` makes the metric a tombstone, which takes it out of the code at once. In a spec \
            whose product hasn't reached that version, the metric would be removed too early. Deprecate the metric; its \
            removal follows from the product's version.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, removed: {in: "1.5", reason: Nobody looked at it.}}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, removed: {in: "1.4", reason: Nobody looked at it.}}
            """)
}
