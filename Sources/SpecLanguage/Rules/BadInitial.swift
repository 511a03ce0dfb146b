// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum BadInitial {
    package static let rule = Rule(code: "MG1471", name: "bad-initial")

    static func finding(at span: Span) -> Finding {
        Finding(
            rule, at: span, "the initial value of a gauge must be finite: readers would take NaN for a missing value",
            help: "write a number, such as `0`, or delete it: then a series exists once it is set")
    }

    /// Nil if the value is a whole number.
    static func finding(fraction initial: Spanned<Double>) -> Finding? {
        guard initial.value.rounded() != initial.value else { return nil }
        return Finding(
            rule, at: initial.span, "the gauge takes whole numbers, and its initial value has a fraction",
            help: "write a whole number, or delete `value: integer`")
    }
}
