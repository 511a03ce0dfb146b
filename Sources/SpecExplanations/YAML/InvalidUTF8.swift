// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension InvalidUTF8 {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A spec must be UTF-8. Other bytes come from an editor that saves in another encoding (UTF-16, Latin-1, \
            GBK), or the file isn't a text file at all. Nothing of the file is read, because any word may be wrong.
            """,
        badExample: "# A file with the byte FF.",
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            """)
}
