// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum ContradictingKeys {
    package static let rule = Rule(code: "MG1109", name: "contradicting-keys")

    static func finding(
        _ key: Spanned<String>, first: Spanned<String>, in subject: String, help: String = "delete one of them"
    ) -> Finding {
        Finding(
            rule, at: key.span,
            "\(subject) can't have both \(quoted: first.value) and \(quoted: key.value)",
            help: help, related: [.init("\(quoted: first.value) is here", at: first.span)])
    }
}
