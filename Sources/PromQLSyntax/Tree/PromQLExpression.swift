// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A query in PromQL, or an expression within one.
///
/// Code that writes queries makes them with the functions in `PromQLExpression+Making.swift`. Code that reads them gets
/// them from `PromQLReading` and looks at the form.
package struct PromQLExpression: Sendable {
    package indirect enum Form: Equatable, Sendable {
        case number(Double)
        /// A number that is written as a duration: `5m` is 300.
        case duration(PromQLDuration)
        case string(PromQLString)
        /// An expression that isn't known, as if it had parentheses around it.
        case hole(PromQLHole)
        /// A number with holes, such as `0.$digits`.
        case numberTemplate(PromQLString)
        /// The newest sample of each series.
        case vector(SeriesSelector, TimeShift)
        /// The samples of each series within a range of time.
        case range(SeriesSelector, PromQLDuration, TimeShift)
        /// The values of an expression within a range of time. Without a step the server's own interval counts.
        case subquery(PromQLExpression, range: PromQLDuration, step: PromQLDuration?, TimeShift)
        case call(function: PromQLString, [PromQLExpression])
        case aggregation(Aggregation)
        case aggregationTemplate(AggregationTemplate)
        case unary(UnaryOperator, PromQLExpression)
        case binary(BinaryOperation)
        /// Parentheses that are written. The printer adds those that a tree needs.
        case parentheses(PromQLExpression)
        /// An expression should be here. A finding says so.
        case missing
    }

    package let form: Form
    package let span: PromQLSpan

    package init(_ form: Form, span: PromQLSpan = .none) {
        self.form = form
        self.span = span
    }
}

extension PromQLExpression {
    var isMissing: Bool { if case .missing = form { true } else { false } }
}

extension PromQLExpression: Equatable {
    package static func == (left: PromQLExpression, right: PromQLExpression) -> Bool { left.form == right.form }
}
