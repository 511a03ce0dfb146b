// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension NestingTooDeep {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The values of a spec are nested at most a dozen levels deep. A file with more than \
            \(YAMLDocument.depthLimit) levels of lists and mappings isn't a spec, and reading it to the end could take \
            very long. Nothing after this place is read.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            groups: \(String(repeating: "[", count: 100))\(String(repeating: "]", count: 100))
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            groups: {}
            """)
}
