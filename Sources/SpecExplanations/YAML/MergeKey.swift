// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension MergeKey {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Some YAML readers merge another mapping into this one when they see the key `<<`. It never became part of \
            YAML, and it hides the keys of a metric from its readers. Write the keys out.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: &shop {help: The shop that was visited., max_values: 20}
              branch:
                <<: *shop
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: The shop that was visited., max_values: 20}
              branch: {help: The shop that was visited., max_values: 20}
            """)
}
