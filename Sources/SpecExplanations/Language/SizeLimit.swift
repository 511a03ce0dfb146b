// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension SizeLimit {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Every size in a spec has a limit. A label can have 10,000 values and a metric 64 labels, a name takes at most \
            200 bytes and a description at most 65,536. No product needs more, and without limits a small spec could \
            use up the memory of the machine that compiles it. docs/language.md lists the limits.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: histogram
                    help: Items in a cart.
                    buckets: [1, 2, 5]
                    panel: {quantiles: [
                      0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16, 0.17,
                      0.18, 0.19, 0.2, 0.21]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: histogram
                    help: Items in a cart.
                    buckets: [1, 2, 5]
                    panel: {quantiles: [0.5, 0.99]}
            """)
}
