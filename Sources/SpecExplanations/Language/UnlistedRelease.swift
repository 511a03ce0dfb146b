// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnlistedRelease {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            If a spec lists its `releases`, the dates of a deprecation are counted along that list. It must contain the release \
            that deprecates a metric, and the product's own release. Only releases after the last one may be \
            missing: they are counted by their numbers.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0", prefix: shop_}
            releases: ["0.8", "0.9"]
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0", prefix: shop_}
            releases: ["0.8", "0.9", "1.0"]
            """)
}
