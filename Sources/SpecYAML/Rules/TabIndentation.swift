// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum TabIndentation {
    package static let rule = Rule(code: "MG0003", name: "tab-indentation")

    static func finding(at span: Span) -> Finding {
        Finding(
            rule, at: span, "a line can't be indented with a tab",
            notes: ["the rest of the file was not read"], help: "use spaces, two for each level")
    }
}
