// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnknownKey {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The language doesn't have this key at this place, so its value would have no effect. The key is \
            misspelled, it belongs at another level, or it comes from a later release.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., multiproces: sum}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., multiprocess: sum}
            """)
}
