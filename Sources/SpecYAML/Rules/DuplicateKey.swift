// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum DuplicateKey {
    package static let rule = Rule(code: "MG0010", name: "duplicate-key")

    static func finding(_ key: String, at span: Span, first: Span) -> Finding {
        Finding(
            rule, at: span, "the key \(quoted: key) occurs twice in this mapping",
            underline: "again here",
            help: "delete one of them, or rename it",
            related: [.init("first written here", at: first)])
    }
}
