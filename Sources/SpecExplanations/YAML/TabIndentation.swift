// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension TabIndentation {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            YAML indents with spaces only. The indentation decides what belongs together, and editors show tabs in \
            different widths. Replace the tab with spaces, two for each level.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
            \tshop: {help: The shop that was visited.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: The shop that was visited.}
            """)
}
