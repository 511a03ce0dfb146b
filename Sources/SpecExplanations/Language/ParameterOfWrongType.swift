// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension ParameterOfWrongType {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The `max` of a series needs an integer, and `sorted` needs a list of integers. In a condition, a parameter \
            alone needs a Boolean, a comparison with a number an integer, and a comparison with a string a parameter \
            with `values`, so a typo in the string is found. A parameter of another type can't be used there.
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
