// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension KeyNotAString {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            In YAML a key can be a list or a mapping, or be missing. In a spec every key is a string. Most often a `{` \
            or `[` at the start of a line was meant to start a string, and needs quotes.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            label_sets:
              [web]: [shop]
            labels:
              shop: {help: The shop that was visited.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            label_sets:
              web: [shop]
            labels:
              shop: {help: The shop that was visited.}
            """)
}
