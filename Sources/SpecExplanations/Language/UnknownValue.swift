// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnknownValue {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Some keys take one of a few words, such as metric types, units and multiprocess modes. The \
            lists are closed, so every output knows what each word means.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: guage, help: Items in all carts.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """)
}
