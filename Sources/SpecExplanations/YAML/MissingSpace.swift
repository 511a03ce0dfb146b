// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension MissingSpace {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A `:` ends a key only if a space or the end of the line follows it: YAML reads `type:gauge` as one string, \
            like a time or an address. Write a space after the `:`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help:The shop that was visited.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: The shop that was visited.}
            """)
}
