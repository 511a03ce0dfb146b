// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum IncludeOutsideTarget {
    package static let rule = Rule(code: "MG3208", name: "include-outside-target")

    package static func finding(_ path: String, at span: Span) -> Finding {
        Finding(
            rule, at: span, "\(quoted: path) isn't a file of this target",
            notes: ["`swift build` would not notice a change of it"],
            help: "move it into the target's folder, or take it out of the target's `exclude:`")
    }
}
