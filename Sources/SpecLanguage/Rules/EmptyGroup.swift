// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum EmptyGroup {
    package static let rule = Rule(code: "MG1410", name: "empty-group")

    static func finding(_ slot: Slot) -> Finding {
        Finding(
            rule, at: slot.span, "this group has no metrics",
            help: slot.node.isAbsent
                ? "add metrics, each on a line that is indented more than `metrics`, or delete the group"
                : "add metrics, or delete the group")
    }
}
