// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension BinaryOperation {
    /// Whether both sides may have series. Where one is a number for certain, there is nothing to match.
    var matchesSeries: Bool { !left.isNumber && !right.isNumber }
}

extension PromQLExpression {
    fileprivate var isNumber: Bool {
        switch form {
        case .number, .duration, .numberTemplate: true
        case .parentheses(let inner), .unary(_, let inner): inner.isNumber
        case .binary(let operation): operation.left.isNumber && operation.right.isNumber
        case .call(let function, _): function.text.flatMap(PromQLFunction.named)?.result == .scalar
        case .string, .hole, .vector, .range, .subquery, .aggregation, .aggregationTemplate, .missing: false
        }
    }
}
