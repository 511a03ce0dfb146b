// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum UnreadableInclude {
    package static let rule = Rule(code: "MG1503", name: "unreadable-include")

    package static func finding(directory path: Spanned<String>) -> Finding {
        Finding(
            rule, at: path.span, "\(quoted: path.value) is a directory, and only files can be included",
            help: "list the files in it one by one")
    }

    /// - Parameter reason: what the system says, such as "permission denied".
    package static func finding(_ path: Spanned<String>, reason: String) -> Finding {
        Finding(
            rule, at: path.span, "\(quoted: path.value) can't be read: \(reason)",
            help: "make the file readable, or delete it from `include`")
    }
}
