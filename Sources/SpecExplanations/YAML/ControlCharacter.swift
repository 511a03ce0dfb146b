// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension ControlCharacter {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            YAML allows no control characters except tabs and line breaks, and many programs treat a NUL as the end of \
            a string. Editors don't show these characters. Delete the character. If a string needs it, write it as an \
            escape sequence in double quotes, such as `"\\x07"`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: "The shop\u{7} that was visited."}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: The shop that was visited.}
            """)
}
