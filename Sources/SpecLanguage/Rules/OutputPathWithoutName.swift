// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum OutputPathWithoutName {
    package static let rule = Rule(code: "MG1421", name: "output-path-without-name")

    static func finding(_ path: Spanned<String>, _ kind: PathKind) -> Finding {
        switch kind {
        case .file, .catalogue, .reference:
            Finding(
                rule, at: path.span, "\(quoted: path.value) doesn't name a file",
                help: kind == .reference
                    ? "end the path with the name of a file, or with a pattern of names, as in `dashboards/**/*.json`"
                    : "end the path with the name of the file, as in `Generated/catalogue.json`")
        case .directory:
            Finding(
                rule, at: path.span, "this path is empty",
                help:
                    "write a path relative to the package's directory, such as `Generated/Swift`; `.` is that directory"
            )
        }
    }
}
