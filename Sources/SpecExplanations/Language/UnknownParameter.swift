// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnknownParameter {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `$name` is a parameter: a value that is known only when the process starts. Parameters are declared under \
            `parameters`, with a type, and the generated code asks for them. Declare it, or correct the \
            spelling.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            parameters:
              largest_order: {type: integer, minimum: 1}
            buckets:
              sizes: {series: [1, 2, 5], max: $large_order}
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
