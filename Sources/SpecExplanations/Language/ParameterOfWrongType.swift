// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension ParameterOfWrongType {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The `max` of a series needs an integer, the `if` of a bucket set needs a Boolean, and `sorted` needs a \
            list of integers. A parameter of another type can't be used there.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              is_wholesale: {type: boolean, default: false}
            buckets:
              sizes: {series: [1, 2, 5], max: $is_wholesale}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              largest_order: {type: integer, minimum: 1}
            buckets:
              sizes: {series: [1, 2, 5], max: $largest_order}
            """)
}
