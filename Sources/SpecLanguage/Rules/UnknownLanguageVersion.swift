// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum UnknownLanguageVersion {
    package static let rule = Rule(code: "MG1101", name: "unknown-language-version")

    static func finding(_ version: Int, at span: Span) -> Finding {
        let known = SpecLanguage.version
        return Finding(
            rule, at: span,
            "this file is written in version \(version) of the language, and this release reads version \(known)",
            notes: ["nothing else in the file was checked"],
            help: version > known ? "use a later release of metricsgen" : "write `metricsgen: \(known)`")
    }
}
