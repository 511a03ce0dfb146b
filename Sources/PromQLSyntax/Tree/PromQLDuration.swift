// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// How long something lasts.
package struct PromQLDuration: Sendable {
    package enum Form: Equatable, Sendable {
        case milliseconds(Int)
        /// Holes, perhaps with digits or units around them: `$interval`, `${__range_s}s`.
        indirect case template(PromQLString)
        /// A calculation, such as `5m * 2` or `step()`.
        case expression(PromQLExpression)
    }

    package let form: Form
    package let span: PromQLSpan

    package init(_ form: Form, span: PromQLSpan = .none) {
        self.form = form
        self.span = span
    }

    package static func seconds(_ count: Int) -> PromQLDuration { PromQLDuration(.milliseconds(count * 1000)) }
    package static func minutes(_ count: Int) -> PromQLDuration { seconds(count * 60) }
    package static func variable(_ name: String) -> PromQLDuration {
        PromQLDuration(.template(.variable(GrafanaVariable(name))))
    }
}

extension PromQLDuration: Equatable {
    package static func == (left: PromQLDuration, right: PromQLDuration) -> Bool { left.form == right.form }
}
