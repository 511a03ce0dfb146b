// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum EmptyValues {
    package static let rule = Rule(code: "MG1404", name: "empty-values")

    static func finding(_ slot: Slot) -> Finding {
        Finding(
            rule, at: slot.span, "this label has no values, so no series could exist",
            help: "list its values, or delete \(quoted: slot.key.value) to allow any value")
    }

    static func finding(ofParameter slot: Slot) -> Finding {
        Finding(
            rule, at: slot.span, "this parameter has no values, so no process could be started",
            help: "list its values, or delete \(quoted: slot.key.value) to allow any value")
    }
}
