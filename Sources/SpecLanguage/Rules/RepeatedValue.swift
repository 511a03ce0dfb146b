// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum RepeatedValue {
    package static let rule = Rule(code: "MG1405", name: "repeated-value", isAboutName: true)

    package static func finding(locale: Spanned<String>, first: Span) -> Finding {
        Finding(
            rule, at: locale.span, "the language \(quoted: locale.value) is listed twice",
            help: "delete one of them", related: [.init("first here", at: first)])
    }

    /// - Parameter what: "value" or "state".
    static func finding(_ value: Spanned<String>, _ what: String, first: Span) -> Finding {
        Finding(
            rule, at: value.span, "the \(what) \(quoted: value.value) is listed twice",
            help: "delete one of them",
            related: [.init("first here", at: first)])
    }
}
