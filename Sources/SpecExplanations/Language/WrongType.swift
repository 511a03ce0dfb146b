// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension WrongType {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Each key takes values of one type. A list in place of a string, or a string in quotes in place of a number, \
            can't be understood. Everything in quotes is a string; `true` and `false` are the \
            only two Boolean values.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., max_values: many}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., max_values: 20}
            """)
}
