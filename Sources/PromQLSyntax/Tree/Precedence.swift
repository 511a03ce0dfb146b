// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// How tightly an operator binds its operands. Of two adjacent operators, the one with the higher precedence takes its
/// operands first.
enum Precedence: Int, Comparable {
    case or = 1
    case intersection
    case comparison
    case sum
    /// Also the precedence of a sign: `-a ^ b` is `-(a ^ b)`, and `-a * b` is `(-a) * b`.
    case product
    case power
    /// An expression that no operator can split.
    case atom

    var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .atom }

    static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
}

extension BinaryOperator {
    var precedence: Precedence {
        switch self {
        case .power: .power
        case .multiply, .divide, .modulo, .atan2: .product
        case .add, .subtract: .sum
        case .equal, .notEqual, .lessOrEqual, .less, .greaterOrEqual, .greater, .trimUpper, .trimLower:
            .comparison
        case .and, .unless: .intersection
        case .or: .or
        }
    }

    /// The lowest precedence of an operand that needs no parentheses on the left. `a - b - c` is `(a - b) - c`, but
    /// `a ^ b ^ c` is `a ^ (b ^ c)`.
    var leastOnTheLeft: Precedence { self == .power ? precedence.next : precedence }

    /// The same on the right.
    var leastOnTheRight: Precedence { self == .power ? precedence : precedence.next }
}

extension PromQLExpression {
    var precedence: Precedence {
        switch form {
        case .binary(let operation): operation.operation.precedence
        default: beginsWithSign ? .product : .atom
        }
    }

    var beginsWithSign: Bool {
        switch form {
        case .unary: true
        case .number(let value): value.sign == .minus && !value.isNaN
        case .duration(let duration): if case .milliseconds(let count) = duration.form { count < 0 } else { false }
        default: false
        }
    }
}
