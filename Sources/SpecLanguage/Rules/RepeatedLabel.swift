// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum RepeatedLabel {
    package static let rule = Rule(code: "MG1307", name: "repeated-label")

    static func finding(_ label: String, at written: Spanned<String>, first: Spanned<String>) -> Finding {
        let way = written.value == label ? "" : ", through \(quoted: written.value)"
        return Finding(
            rule, at: written.span,
            "the label \(quoted: label) is listed a second time\(way), and a series has each label once",
            help: "delete one of them",
            related: [
                .init(
                    first.value == label ? "first here" : "first here, through \(quoted: first.value)", at: first.span)
            ])
    }
}
