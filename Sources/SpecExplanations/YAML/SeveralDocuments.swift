// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension SeveralDocuments {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A line `---` starts another YAML document. A spec file must contain a single document, because most YAML \
            readers ignore all others. Move the second one to another file and list that under `include`, or delete \
            the line.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            ---
            labels:
              shop: {help: The shop that was visited.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: The shop that was visited.}
            """)
}
