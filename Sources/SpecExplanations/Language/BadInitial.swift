// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension BadInitial {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A gauge with an `initial` value has its series from the start, with that value. It is a number like those \
            that are recorded later: finite, and a whole number if the gauge has `value: integer`. A gauge whose \
            value isn't known at the start has no `initial`, and no series until it is set.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  waiting: {type: gauge, help: People who wait., initial: 0.5, value: integer}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  waiting: {type: gauge, help: People who wait., initial: 0, value: integer}
            """)
}
