// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension FutureSince {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `since` is the release that introduced the metric, and all outputs of the spec say that the \
            metric exists. So it is the product's own release or an earlier one. During development, it may also be the \
            next release, before the product's version is raised. That is the next minor version, or the release that \
            follows the product's in `releases`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., since: "2.0"}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., since: "1.5"}
            """)
}
