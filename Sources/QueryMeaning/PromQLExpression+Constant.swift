// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

extension PromQLExpression {
    /// Without the parentheses around it.
    package var insideParentheses: PromQLExpression {
        var expression = self
        while case .parentheses(let inner) = expression.form { expression = inner }
        return expression
    }

    /// The number that it is, if it is made of nothing but numbers.
    package var constant: Double? {
        switch form {
        case .number(let value): return value
        case .duration(let duration):
            guard case .milliseconds(let count) = duration.form else { return nil }
            return Double(count) / 1000
        case .parentheses(let inner): return inner.constant
        case .unary(let sign, let inner): return inner.constant.map { sign == .minus ? -$0 : $0 }
        case .binary(let operation):
            guard let left = operation.left.constant, let right = operation.right.constant else { return nil }
            switch operation.operation {
            case .add: return left + right
            case .subtract: return left - right
            case .multiply: return left * right
            case .divide: return left / right
            case .power where (0...64).contains(right) && right == right.rounded():
                return (0..<Int(right)).reduce(1) { power, _ in power * left }
            default: return nil
            }
        default: return nil
        }
    }
}
