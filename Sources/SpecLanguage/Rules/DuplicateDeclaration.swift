// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum DuplicateDeclaration {
    package static let rule = Rule(code: "MG1202", name: "duplicate-declaration", isAboutName: true)

    static func finding(_ name: Spanned<String>, _ what: String, first: Span, firstWhat: String) -> Finding {
        let message =
            what == firstWhat
            ? "the \(what) \(quoted: name.value) is declared twice"
            : "\(quoted: name.value) is declared as a \(firstWhat) and as a \(what)"
        return Finding(
            rule, at: name.span, message, underline: "declared again here",
            help: "delete this one, or rename it", related: [.init("first declared here", at: first)])
    }
}
