// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecModel

/// What the values of a result certainly are at least, and at most.
struct ValueBounds: Equatable {
    var least = -Double.infinity
    var most = Double.infinity

    static let any = ValueBounds()
    static let notNegative = ValueBounds(least: 0)
    static let share = ValueBounds(least: 0, most: 1)
    static let one = ValueBounds(least: 1, most: 1)

    /// Of each node of a query.
    static func all(of query: CheckedQuery) -> [ValueBounds] {
        let operands = query.meaning.operands
        var bounds: [ValueBounds] = []
        for (index, node) in query.meaning.nodes.enumerated() {
            let inner = operands[index].map { (bounds: bounds[$0], node: query.meaning.nodes[$0]) }
            bounds.append(Self.bounds(of: node.expression, inner, query.metrics))
        }
        return bounds
    }

    private static func bounds(
        of expression: PromQLExpression, _ inner: [(bounds: ValueBounds, node: QueryMeaning.Node)],
        _ metrics: KnownMetrics
    ) -> ValueBounds {
        switch expression.form {
        case .number, .duration:
            return expression.constant.map { ValueBounds(least: $0, most: $0) } ?? .any
        case .string, .hole, .numberTemplate, .aggregationTemplate, .missing: return .any
        case .vector(let selector, _), .range(let selector, _, _):
            return selector.metricName.flatMap { metrics[$0] }.map(Self.bounds) ?? .any
        case .parentheses, .subquery: return inner.last?.bounds ?? .any
        case .unary(let sign, _):
            let bounds = inner.last?.bounds ?? .any
            return sign == .plus ? bounds : ValueBounds(least: -bounds.most, most: -bounds.least)
        case .call(let function, let arguments):
            return bounds(ofCall: function.text ?? "", arguments, inner.first { $0.node.result.mayHaveSeries }?.bounds)
        case .aggregation(let aggregation): return bounds(of: aggregation, inner.last?.bounds ?? .any)
        case .binary(let operation):
            guard inner.count == 2 else { return .any }
            return bounds(
                of: operation, inner[0].bounds, inner[1].bounds, leftIsScalar: inner[0].node.result.type == .scalar)
        }
    }

    private static func bounds(of series: KnownSeries) -> ValueBounds {
        switch series.description.role {
        // A sum falls where observations are negative.
        case .sum: return .any
        case .bucket, .count: return .notNegative
        case .state: return .share
        case .value: break
        }
        if series.metric.kind == .info { return .one }
        if series.description.movement == .counter { return .notNegative }
        return series.metric.unit == .bool ? .share : .any
    }

    private static func bounds(
        ofCall function: String, _ arguments: [PromQLExpression], _ series: ValueBounds?
    ) -> ValueBounds {
        let input = series ?? .any
        let isNotNegative = input.least >= 0
        switch function {
        case "rate", "irate", "increase", "sum_over_time", "stddev_over_time":
            return isNotNegative ? .notNegative : .any
        case "min_over_time", "max_over_time", "avg_over_time", "last_over_time", "first_over_time", "sort",
            "sort_desc",
            "label_replace", "label_join":
            return input
        case "changes", "resets", "abs", "sqrt", "exp": return .notNegative
        case "count_over_time": return ValueBounds(least: 1)
        case "absent", "absent_over_time", "present_over_time": return .one
        case "sgn": return ValueBounds(least: -1, most: 1)
        case "histogram_fraction": return .share
        case "hour": return ValueBounds(least: 0, most: 23)
        case "minute": return ValueBounds(least: 0, most: 59)
        case "day_of_week": return ValueBounds(least: 0, most: 6)
        case "day_of_month": return ValueBounds(least: 1, most: 31)
        case "day_of_year": return ValueBounds(least: 1, most: 366)
        case "days_in_month": return ValueBounds(least: 28, most: 31)
        case "month": return ValueBounds(least: 1, most: 12)
        case "vector": return arguments.first?.constant.map { ValueBounds(least: $0, most: $0) } ?? .any
        case "clamp_min":
            guard arguments.count == 2, let least = arguments[1].constant else { return .any }
            return ValueBounds(least: max(least, input.least))
        case "clamp_max":
            guard arguments.count == 2, let most = arguments[1].constant else { return .any }
            return ValueBounds(most: min(most, input.most))
        case "clamp":
            guard arguments.count == 3, let least = arguments[1].constant, let most = arguments[2].constant else {
                return .any
            }
            return ValueBounds(least: least, most: most)
        default: return .any
        }
    }

    private static func bounds(of aggregation: Aggregation, _ input: ValueBounds) -> ValueBounds {
        switch aggregation.operation {
        case .sum: ValueBounds(least: input.least >= 0 ? input.least : -.infinity)
        case .min, .max, .avg, .topk, .bottomk, .limitk, .limitRatio: input
        case .count, .countValues: ValueBounds(least: 1)
        case .group: .one
        case .stddev, .stdvar: .notNegative
        case .quantile: .any
        }
    }

    /// Of the values that a comparison leaves.
    func filtered(_ comparison: BinaryOperator, _ limit: Double) -> ValueBounds {
        switch comparison {
        case .greater, .greaterOrEqual: ValueBounds(least: max(least, limit), most: most)
        case .less, .lessOrEqual: ValueBounds(least: least, most: min(most, limit))
        case .equal: ValueBounds(least: max(least, limit), most: min(most, limit))
        default: self
        }
    }

    private static func bounds(
        of operation: BinaryOperation, _ left: ValueBounds, _ right: ValueBounds, leftIsScalar: Bool
    ) -> ValueBounds {
        guard operation.fill == nil else { return .any }
        switch operation.operation {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            if operation.isBool { return .share }
            let (values, limit) = leftIsScalar ? (right, operation.left.constant) : (left, operation.right.constant)
            guard let limit else { return values }
            return values.filtered(leftIsScalar ? operation.operation.mirrored : operation.operation, limit)
        case .and, .unless: return left
        case .or: return ValueBounds(least: min(left.least, right.least), most: max(left.most, right.most))
        case .add: return ValueBounds(least: left.least + right.least, most: left.most + right.most)
        case .multiply, .divide: return left.least >= 0 && right.least >= 0 ? .notNegative : .any
        default: return .any
        }
    }
}
