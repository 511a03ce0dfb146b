// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension ReleasesOutOfOrder {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `releases` lists the releases in their order, oldest first. In another order, or with a release listed twice, it \
            is unclear when a deprecated metric is hidden and when it is removed.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0", prefix: shop_}
            releases: ["0.9", "0.10", "0.8", "1.0"]
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0", prefix: shop_}
            releases: ["0.8", "0.9", "0.10", "1.0"]
            """)
}
