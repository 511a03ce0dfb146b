// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum OutputOutsidePackage {
    package static let rule = Rule(code: "MG1411", name: "output-outside-package")

    static func finding(_ path: Spanned<String>, _ kind: PathKind) -> Finding {
        Finding(rule, at: path.span, "\(quoted: path.value) leads out of the package", help: help(kind))
    }

    private static func help(_ kind: PathKind) -> String {
        switch kind {
        case .file, .directory: "write a path relative to the package's directory, such as `Generated/docs`"
        case .reference:
            """
            write a path relative to the package's directory, such as `dashboards/*.json`; check files outside of it with \
            `metricsgen check --references FILE…`
            """
        case .catalogue: "copy the file into the package, or name it on the command line: `--catalogue FILE`"
        }
    }
}
