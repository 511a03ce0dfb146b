// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum StatesetWithoutStates {
    package static let rule = Rule(code: "MG1416", name: "stateset-without-states")

    static func finding(_ metric: Spanned<String>) -> Finding {
        Finding(
            rule, at: metric.span, "this stateset has no `states`",
            help: "list them, starting with the initial one: `states: [starting, running]`")
    }

    static func finding(empty slot: Slot) -> Finding {
        Finding(
            rule, at: slot.span, "this stateset has no states",
            help: "list them, starting with the initial one: `states: [starting, running]`")
    }
}
