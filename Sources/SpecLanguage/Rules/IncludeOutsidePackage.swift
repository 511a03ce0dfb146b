// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum IncludeOutsidePackage {
    package static let rule = Rule(code: "MG1501", name: "include-outside-package")

    /// For a path that is absolute or, relative to the directory of its file, leads out of the package.
    package static func finding(_ path: Spanned<String>) -> Finding {
        Finding(
            rule, at: path.span,
            RelativePath.isAbsolute(path.value)
                ? "the path of an include must be relative to this file, and \(quoted: path.value) is absolute"
                : "\(quoted: path.value) leads out of the package",
            help: "move the file into the package, and write its path relative to this file")
    }
}
