// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnknownLanguageVersion {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `metricsgen` is the version of the language in which a file is written. A later version of the language can then \
            change the meaning of a key without changing the meaning of your spec. This release knows version 1. \
            Nothing else in the file was checked.
            """,
        badExample: """
            metricsgen: 2
            product: {name: shop, version: "1.4"}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4"}
            """)
}
