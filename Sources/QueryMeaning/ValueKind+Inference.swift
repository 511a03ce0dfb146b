// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

extension ValueKind {
    /// Of the result of an expression.
    ///
    /// - Parameter operands: the results of its operands and arguments, in the order of the query.
    init(of expression: PromQLExpression, _ operands: [QueryResult], _ metrics: KnownMetrics) {
        switch expression.form {
        case .vector(let series, _), .range(let series, _, _): self.init(of: series, metrics)
        case .parentheses, .subquery, .unary: self = operands.last?.values ?? .unknown
        case .number, .duration, .numberTemplate: self = .constant
        case .string, .hole, .missing, .aggregationTemplate: self = .unknown
        case .call(let function, _): self.init(ofCall: function.text ?? "", operands)
        case .aggregation(let aggregation): self.init(of: aggregation.operation, operands.last?.values ?? .unknown)
        case .binary(let operation):
            self = operands.count == 2 ? Self(of: operation, operands[0], operands[1]) : .unknown
        }
    }

    private init(of series: SeriesSelector, _ metrics: KnownMetrics) {
        guard let name = series.metricName else {
            self = .unknown
            return
        }
        switch metrics.target(of: name) {
        case .recorded(let result): self = result.values
        case .series(let known):
            if known.metric.isMonotonic {
                self = .growing
            } else if known.description.movement == .counter {
                self = .counter(known.description.role)
            } else if known.description.movement == .unknown {
                self = .unknown
            } else if known.description == .quantile {
                self = .quantile
            } else if known.metric.unit == .ratio || known.metric.unit == .percent {
                self = .ratio
            } else {
                self = known.metric.kind == .info ? .one : .level
            }
        case .untyped, .server, nil: self = .unknown
        }
    }

    private init(ofCall function: String, _ operands: [QueryResult]) {
        let input = operands.first(where: \.mayHaveSeries)?.values ?? .unknown
        switch function {
        case "rate", "irate", "deriv": self = input.canBeRated ? .rate(input.role) : .unknown
        case "increase", "delta", "idelta": self = input.canBeRated ? .increase(input.role) : .unknown
        case "abs", "ceil", "floor", "round", "clamp", "clamp_min", "clamp_max", "sort", "sort_desc", "sort_by_label",
            "sort_by_label_desc", "label_replace", "label_join", "info", "last_over_time", "first_over_time",
            "min_over_time", "max_over_time", "avg_over_time", "quantile_over_time":
            self = input
        case "histogram_quantile", "histogram_quantiles": self = .quantile
        case "histogram_avg": self = .mean
        case "histogram_fraction": self = .ratio
        case "vector": self = operands.first?.values == .constant ? .constant : .level
        case "count_over_time", "changes", "resets", "present_over_time", "timestamp", "absent", "absent_over_time",
            "scalar":
            self = .level
        default: self = .unknown
        }
    }

    private init(of operation: AggregationOperator, _ input: ValueKind) {
        switch (operation, input) {
        case (.sum, .counter(let role)), (.avg, .counter(let role)): self = .addedCounters(role)
        case (.sum, .rate), (.sum, .increase), (.sum, .addedCounters), (.sum, .level): self = input
        // The sum of several falls when one of their processes starts again.
        case (.sum, .growing), (.avg, .growing): self = .level
        // Each counts for 1.
        case (.sum, .one), (.count, _), (.countValues, _): self = .level
        case (.sum, _): self = .unknown
        case (.avg, _), (.min, _), (.max, _), (.quantile, _), (.topk, _), (.bottomk, _), (.limitk, _),
            (.limitRatio, _):
            self = input
        case (.group, _): self = .one
        case (.stddev, _), (.stdvar, _): self = .unknown
        }
    }

    private init(of operation: BinaryOperation, _ left: QueryResult, _ right: QueryResult) {
        let (leftIsConstant, rightIsConstant) = (left.values == .constant, right.values == .constant)
        switch operation.operation {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            self = operation.isBool ? .level : left.type == .scalar ? right.values : left.values
        case .and, .unless, .trimUpper, .trimLower: self = left.values
        case .or: self = rightIsConstant || left.values == right.values ? left.values : .unknown
        case .add, .subtract:
            if leftIsConstant || rightIsConstant {
                self = leftIsConstant ? right.values : left.values
            } else if left.values.isRawCounter, right.values.isRawCounter {
                let role = left.values.role == right.values.role ? left.values.role : nil
                if operation.operation == .add {
                    self = .addedCounters(role)
                } else {
                    // `x - x offset 1h` is what was counted in that time, and `started - finished` what is in progress.
                    self = left.metrics == right.metrics ? .increase(role) : .level
                }
            } else {
                self = left.values.isLike(right.values) ? left.values : .unknown
            }
        // `x * 0` has the series of `x`, and of its values nothing is left.
        case .multiply where operation.left.constant == 0 || operation.right.constant == 0: self = .unknown
        case .multiply:
            if leftIsConstant || left.values == .one {
                self = right.values
            } else if rightIsConstant || right.values == .one {
                self = left.values
            } else {
                self = .unknown
            }
        case .divide:
            if rightIsConstant || right.values == .one {
                self = left.values
            } else if left.isSum(ofCount: right) {
                self = .mean
            } else if left.unit != .unknown, left.unit == right.unit, left.values.isLike(right.values),
                left.values != .ratio
            {
                self = .ratio
            } else {
                self = .unknown
            }
        case .power, .modulo, .atan2: self = .unknown
        }
    }
}

extension QueryResult {
    /// Whether this divided by the other is the mean of what a histogram or a summary observed.
    fileprivate func isSum(ofCount count: QueryResult) -> Bool {
        values.role == .sum && count.values.role == .count && values.isLike(count.values)
            && metrics.count == 1 && metrics == count.metrics
    }
}

extension SeriesSelector {
    /// The full name that it asks for; nil if it asks for several, or a hole is in it.
    package var metricName: String? {
        if let name { return name.text }
        return matchers.first { $0.label.text == "__name__" && $0.operation == .equal }?.value.text
    }
}
