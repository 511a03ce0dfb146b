// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension StatesetWithoutStates {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A stateset has a series for each of its states, which is 1 while the state is active and 0 otherwise. \
            Without states it has no series. List them under `states`, starting with the one that is active \
            at the start.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  checkout_phase: {type: stateset, help: What the checkout is doing.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  checkout_phase: {type: stateset, help: What the checkout is doing., states: [closed, open]}
            """)
}
