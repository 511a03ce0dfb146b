// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension IllegalVersion {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A product's version is `X.Y` or `X.Y.Z`, with an optional suffix for a prerelease. A metric's lifecycle \
            is counted in minor versions, `X.Y`, so `0.8.0` would be too precise. With `lifecycle: {granularity: patch}` \
            patch releases change which metrics are visible too, and `since: "0.8.1"` is right. A leading `v` isn't part \
            of a version.
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
                    deprecated: {since: "1.4.0", reason: Nobody looked at it., replaced_by: none}
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
