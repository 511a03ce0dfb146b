// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension YAMLSyntax {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The file isn't valid YAML: a quote or a bracket is never closed, a line is indented differently from its \
            neighbours, or a string contains `: ` or starts with a character that has a meaning in YAML. The rest of \
            the file is not read. When in doubt, put the string in double quotes.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: "The shop that was visited.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: "The shop that was visited."}
            """)
}
