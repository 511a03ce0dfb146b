// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// One series instead of several.
package struct Aggregation: Equatable, Sendable {
    package enum Grouping: Equatable, Sendable {
        /// A result for each combination of these labels.
        case by([PromQLString])
        /// A result for each combination of all other labels.
        case without([PromQLString])
    }

    package let operation: AggregationOperator
    package let grouping: Grouping
    package let argument: PromQLExpression
    /// Of those that take one, such as the number of `topk`.
    package let parameter: PromQLExpression?

    package init(
        _ operation: AggregationOperator, grouping: Grouping, _ argument: PromQLExpression,
        parameter: PromQLExpression? = nil
    ) {
        self.operation = operation
        self.grouping = grouping
        self.argument = argument
        self.parameter = parameter
    }
}

/// An aggregation whose operator a variable or a template inserts.
package struct AggregationTemplate: Equatable, Sendable {
    package let operation: PromQLString
    package let grouping: Aggregation.Grouping
    package let arguments: [PromQLExpression]

    package init(_ operation: PromQLString, grouping: Aggregation.Grouping, _ arguments: [PromQLExpression]) {
        self.operation = operation
        self.grouping = grouping
        self.arguments = arguments
    }
}

package enum AggregationOperator: String, Sendable, CaseIterable {
    case sum, avg, min, max, count, group, stddev, stdvar
    case quantile, topk, bottomk, limitk
    case limitRatio = "limit_ratio"
    case countValues = "count_values"
}

extension AggregationOperator {
    /// What the argument before the expression has to be, of those that take one.
    package var parameterType: PromQLType? {
        switch self {
        case .sum, .avg, .min, .max, .count, .group, .stddev, .stdvar: nil
        case .quantile, .topk, .bottomk, .limitk, .limitRatio: .scalar
        case .countValues: .string
        }
    }
}
