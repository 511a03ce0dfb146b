// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension TooManyDiagnostics {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            At most 1000 diagnostics are shown for one file, or for the contradictions between the files of one \
            spec. If there are more errors, the file most likely isn't a spec, or one mistake near its beginning \
            causes all of them. Fix the first ones and run the command again.
            """,
        badExample: "# A file with a thousand and one errors.",
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            """)
}
