// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnreadableInclude {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            This path can't be read as a file: it is a directory, or there is no permission. \
            Include files one by one. A directory is never read as a whole, so a file that happens to be \
            there doesn't become part of the spec.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [metrics]

            # directory: metrics
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [cart.yaml]

            # file: cart.yaml
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """)
}
