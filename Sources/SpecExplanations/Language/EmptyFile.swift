// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension EmptyFile {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A file of a spec declares something. A file that is empty, or has only comments, was most likely saved \
            too early. Delete it from `include`, or add declarations.
            """,
        badExample: """
            # Nothing here yet.
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4"}
            """)
}
