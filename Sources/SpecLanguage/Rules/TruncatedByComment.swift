// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

package enum TruncatedByComment {
    package static let rule = Rule(code: "MG1111", name: "truncated-by-comment")

    static func finding(_ slot: Slot) -> Finding? {
        guard case .scalar(let scalar) = slot.node.content, scalar.runsIntoComment else { return nil }
        return Finding(
            rule, at: slot.span, "this string ends before the ` #`, which starts a comment in YAML",
            underline: "the whole string",
            help: "put the string in quotes, or write a space after the `#` if you mean a comment")
    }
}
