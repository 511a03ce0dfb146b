// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PromQLExpression {
    /// The expressions directly within it, in the order in which Prometheus writes them.
    package var parts: [PromQLExpression] {
        switch form {
        case .subquery(let inner, _, _, _), .parentheses(let inner), .unary(_, let inner): [inner]
        case .call(_, let arguments): arguments
        case .aggregation(let aggregation): (aggregation.parameter.map { [$0] } ?? []) + [aggregation.argument]
        case .aggregationTemplate(let template): template.arguments
        case .binary(let operation): [operation.left, operation.right]
        case .number, .duration, .string, .hole, .numberTemplate, .vector, .range, .missing: []
        }
    }
}
