// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PromQLExpression {
    package static func number(_ value: Double) -> Self { Self(.number(value)) }

    package static func string(_ string: PromQLString) -> Self { Self(.string(string)) }

    package static func variable(_ variable: GrafanaVariable) -> Self { Self(.hole(.variable(variable))) }

    package static func vector(_ series: SeriesSelector, _ shift: TimeShift = .none) -> Self {
        Self(.vector(series, shift))
    }

    package static func range(_ series: SeriesSelector, _ range: PromQLDuration, _ shift: TimeShift = .none) -> Self {
        Self(.range(series, range, shift))
    }

    package static func subquery(
        _ expression: Self, _ range: PromQLDuration, step: PromQLDuration? = nil, _ shift: TimeShift = .none
    ) -> Self {
        Self(.subquery(expression, range: range, step: step, shift))
    }

    package static func call(_ function: String, _ arguments: Self...) -> Self {
        Self(.call(function: PromQLString(function), arguments))
    }

    /// One value for each combination of the labels: a single one where there are none.
    package static func aggregation(
        _ operation: AggregationOperator, by labels: [String] = [], _ argument: Self, parameter: Self? = nil
    ) -> Self {
        Self(
            .aggregation(
                Aggregation(operation, grouping: .by(labels.map { PromQLString($0) }), argument, parameter: parameter)))
    }

    package static func unary(_ operation: UnaryOperator, _ operand: Self) -> Self { Self(.unary(operation, operand)) }

    package static func binary(
        _ left: Self, _ operation: BinaryOperator, _ right: Self, isBool: Bool = false, matching: VectorMatching? = nil
    ) -> Self {
        Self(.binary(BinaryOperation(left, operation, right, isBool: isBool, matching: matching)))
    }
}
