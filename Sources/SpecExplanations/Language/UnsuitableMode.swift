// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnsuitableMode {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Processes that share their metrics keep an info metric as a gauge of value 1, and a stateset as a gauge of \
            0 or 1 for each state. A sum of them would be a number of processes, and no longer an info metric or a \
            stateset. The values of an info metric that are replaced can only be removed in the modes `mostrecent` and \
            `livemostrecent`: the format has no removal, but it leaves out what has no time.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_, processes: several}
            groups:
              cart:
                metrics:
                  checkout_phase: {type: stateset, help: What it does., states: [closed, open], multiprocess: sum}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_, processes: several}
            groups:
              cart:
                metrics:
                  checkout_phase: {type: stateset, help: What it does., states: [closed, open], multiprocess: max}
            """)
}
