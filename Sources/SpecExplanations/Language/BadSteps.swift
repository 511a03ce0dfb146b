// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension BadSteps {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `linear` adds `width` from bound to bound, so it must be above 0. `exponential` multiplies by `factor`, \
            which must be above 1, from a `start` above 0. Otherwise the bounds wouldn't be in ascending order. Each of \
            more than a thousand bounds would add a series for every combination of labels.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            buckets:
              sizes: {exponential: {start: 0, factor: 2, count: 10}}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            buckets:
              sizes: {exponential: {start: 1, factor: 2, count: 10}}
            """)
}
