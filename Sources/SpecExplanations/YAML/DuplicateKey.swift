// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension DuplicateKey {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A key occurs twice in one mapping. Only one of the values can be used, and YAML readers differ in which one. \
            Delete one of the keys, or rename it.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: The shop that was visited.}
              shop: {help: The branch that was visited.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: The shop that was visited.}
              branch: {help: The branch that was visited.}
            """)
}
