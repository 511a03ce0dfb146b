// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnshareableType {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Processes share their metrics in the format of Prometheus' Python client, which can represent counters, \
            gauges, histograms and summaries, but not info metrics and statesets: the values of one process would \
            never reach the exposition. In a product with `processes: several`, use a gauge with the same labels \
            and a `multiprocess` mode, such as `max`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_, processes: several}
            groups:
              cart:
                metrics:
                  checkout_phase: {type: stateset, help: What the checkout is doing., states: [closed, open]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_, processes: several}
            labels:
              phase: {help: What it can be doing., values: [closed, open]}
            groups:
              cart:
                metrics:
                  checkouts: {type: gauge, help: Checkouts by what they do., labels: phase, multiprocess: sum}
            """)
}
