// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Two expressions and an operator between them.
package struct BinaryOperation: Sendable {
    package let left: PromQLExpression
    package let operation: BinaryOperator
    package let right: PromQLExpression
    /// Of a comparison: whether its result is 0 or 1, and nothing is left out.
    package let isBool: Bool
    /// Which series of the two sides belong together, where those with the same labels don't.
    package let matching: VectorMatching?
    /// The values for series that the other side lacks.
    package let fill: FillValues?
    /// The operator and what belongs to it, up to the right operand.
    package let operatorSpan: PromQLSpan

    package init(
        _ left: PromQLExpression, _ operation: BinaryOperator, _ right: PromQLExpression, isBool: Bool = false,
        matching: VectorMatching? = nil, fill: FillValues? = nil, operatorSpan: PromQLSpan = .none
    ) {
        self.left = left
        self.operation = operation
        self.right = right
        self.isBool = isBool
        self.matching = matching
        self.fill = fill
        self.operatorSpan = operatorSpan
    }
}

extension BinaryOperation: Equatable {
    package static func == (left: BinaryOperation, right: BinaryOperation) -> Bool {
        left.operation == right.operation && left.isBool == right.isBool && left.matching == right.matching
            && left.fill == right.fill && left.left == right.left && left.right == right.right
    }
}

/// The values that stand for missing series on each side.
package struct FillValues: Equatable, Sendable {
    package var left: Double?
    package var right: Double?

    package init(left: Double? = nil, right: Double? = nil) {
        self.left = left
        self.right = right
    }
}

package enum UnaryOperator: String, Sendable, CaseIterable {
    case plus = "+"
    case minus = "-"
}

package enum BinaryOperator: String, Sendable, CaseIterable {
    case power = "^"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case atan2
    case add = "+"
    case subtract = "-"
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case less = "<"
    case greaterOrEqual = ">="
    case greater = ">"
    /// Of native histograms: without the observations above, or below, a value.
    case trimUpper = "</"
    case trimLower = ">/"
    case and
    case unless
    case or
}

extension BinaryOperator {
    package var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
        default: false
        }
    }

    /// Of sets of series.
    package var isSetOperator: Bool { self == .and || self == .or || self == .unless }
}

/// Which series of the two sides of an operator belong together.
package struct VectorMatching: Equatable, Sendable {
    package enum Labels: Equatable, Sendable {
        /// Those with the same values of these labels.
        case on([PromQLString])
        /// Those with the same values of all other labels.
        case ignoring([PromQLString])
    }

    /// Which side may have several series for one of the other. The labels are taken over from that one.
    package enum Group: Equatable, Sendable {
        case left([PromQLString])
        case right([PromQLString])
    }

    package let labels: Labels
    package let group: Group?

    package init(_ labels: Labels, group: Group? = nil) {
        self.labels = labels
        self.group = group
    }
}
