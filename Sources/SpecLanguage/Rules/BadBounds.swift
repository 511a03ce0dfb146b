// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum BadBounds {
    package static let rule = Rule(code: "MG1401", name: "bad-bounds")

    static func finding(_ bounds: [Spanned<Double>], of slot: Slot) -> Finding? {
        guard !bounds.isEmpty else {
            return Finding(
                rule, at: slot.span, "these buckets have no bounds",
                help: "list at least one, such as `[1, 2, 5]`")
        }
        for (index, bound) in bounds.enumerated() {
            if !bound.value.isFinite {
                let isLast = index == bounds.count - 1 && bound.value == .infinity
                return Finding(
                    rule, at: bound.span, "a bound must be a finite number",
                    help: isLast ? "delete it: `+Inf` is always added" : "write a number, or delete it")
            }
            guard index > 0, bound.value <= bounds[index - 1].value else { continue }
            let isRepeated = bound.value == bounds[index - 1].value
            return Finding(
                rule, at: bound.span,
                isRepeated
                    ? "this bound repeats the one before it, so no value could fall between the two"
                    : "this bound is less than the one before it, so no value could fall between the two",
                help: isRepeated ? "delete one of them" : "write the bounds in ascending order",
                related: [.init("the one before it", at: bounds[index - 1].span)])
        }
        return nil
    }
}
