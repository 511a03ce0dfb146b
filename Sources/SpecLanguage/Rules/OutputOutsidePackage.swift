// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum OutputOutsidePackage {
    package static let rule = Rule(code: "MG1411", name: "output-outside-package")

    static func finding(_ path: Spanned<String>) -> Finding {
        Finding(
            rule, at: path.span, "\(quoted: path.value) leads out of the package",
            help: "write a path relative to the package's directory, such as `Generated/docs`")
    }
}
