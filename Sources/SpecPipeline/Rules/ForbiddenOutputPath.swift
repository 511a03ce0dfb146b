// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum ForbiddenOutputPath {
    package static let rule = Rule(code: "MG3211", name: "forbidden-output-path")

    static func finding(_ path: String, reason: String, at span: Span) -> Finding {
        Finding(
            rule, at: span, "no output can be written to \(quoted: path): \(reason)",
            help: "give the output another path")
    }
}
