// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension MissingValue {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A key has nothing after its colon: the value was forgotten, or it was meant to follow on the next \
            lines and isn't indented. Write the value, or delete the key. An empty string is `""`; where a string has to \
            say something, such as a `reason`, that isn't a value either.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: }
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited.}
            """)
}
