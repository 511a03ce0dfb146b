// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum KeyNotAString {
    package static let rule = Rule(code: "MG0009", name: "key-not-a-string")

    static func finding(at span: Span) -> Finding {
        Finding(
            rule, at: span, "a key must be a string",
            help: "write a name before the `:`; put it in quotes if it starts with a bracket or a brace")
    }
}
