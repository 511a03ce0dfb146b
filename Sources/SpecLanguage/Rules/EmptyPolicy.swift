// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum EmptyPolicy {
    package static let rule = Rule(code: "MG1451", name: "empty-policy")

    static func finding(_ key: Spanned<String>) -> Finding {
        Finding(
            rule, at: key.span, "\(quoted: key.value) is an empty list, so this policy demands nothing",
            help: "list what it is about, or delete the policy")
    }

    static func finding(together span: Span) -> Finding {
        Finding(
            rule, at: span, "a list of labels that belong together has at least two, and each once",
            help: "add the other label, or delete the list")
    }
}
