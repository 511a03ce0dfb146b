// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension YAMLTag {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A YAML tag, such as `!!str`, says what type a value has. In a spec the key decides that: the label value \
            `no` is a string, and so is the version `0.10`. Delete the tag.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: !!str 1.0}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: 1.0}
            """)
}
