// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension RepeatedValue {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            If `values` lists a value twice, or `states` a state, it would be one series with two names in \
            code. If `locales` lists a language twice, it would be one page. Delete one of them.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south, north]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south]}
            """)
}
