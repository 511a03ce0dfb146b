/// Two expressions and an operator between them.
package struct BinaryOperation: Equatable, Sendable {
    package let left: PromQLExpression
    package let operation: BinaryOperator
    package let right: PromQLExpression
    /// Of a comparison: whether its result is 0 or 1, and nothing is left out.
    package let isBool: Bool
    /// Which series of the two sides belong together, where those with the same labels don't.
    package let matching: VectorMatching?

    package init(
        _ left: PromQLExpression, _ operation: BinaryOperator, _ right: PromQLExpression, isBool: Bool = false,
        matching: VectorMatching? = nil
    ) {
        self.left = left
        self.operation = operation
        self.right = right
        self.isBool = isBool
        self.matching = matching
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
    case and
    case unless
    case or
}

/// Which series of the two sides of an operator belong together.
package struct VectorMatching: Equatable, Sendable {
    package enum Labels: Equatable, Sendable {
        /// Those with the same values of these labels.
        case on([String])
        /// Those with the same values of all other labels.
        case ignoring([String])
    }

    /// Which side may have several series for one of the other. The labels are taken over from that one.
    package enum Group: Equatable, Sendable {
        case left([String])
        case right([String])
    }

    package let labels: Labels
    package let group: Group?

    package init(_ labels: Labels, group: Group? = nil) {
        self.labels = labels
        self.group = group
    }
}
