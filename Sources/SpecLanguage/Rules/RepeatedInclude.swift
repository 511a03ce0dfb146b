// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum RepeatedInclude {
    package static let rule = Rule(code: "MG1505", name: "repeated-include")

    package static func finding(_ path: Spanned<String>, first: Span) -> Finding {
        Finding(
            rule, at: path.span, "\(quoted: path.value) is included already",
            help: "delete this one: the declarations of a file are visible in all files of the spec",
            related: [.init("first included here", at: first)])
    }
}
