// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum TooManyWarnings {
    package static let rule = Rule(code: "MG0015", name: "too-many-warnings", severity: .warning)

    static func finding(_ count: Int, from span: Span) -> Finding {
        Finding(
            rule, at: span, "\(count) more warnings, from here on, are not shown",
            help: "fix the ones before, or waive their rule with a reason, and run the command again")
    }
}
