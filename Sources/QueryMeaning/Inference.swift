// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

/// Walks a query from its leaves to its root. The rules are those of Prometheus' engine, `promql/engine.go` and
/// `promql/functions.go`.
struct Inference {
    let metrics: KnownMetrics
    private(set) var nodes: [QueryMeaning.Node] = []
    /// The nodes whose parent is not there yet, as indices.
    private var withoutParent: [Int] = []

    init(metrics: KnownMetrics) { self.metrics = metrics }

    mutating func result(of expression: PromQLExpression) -> QueryResult {
        let known = withoutParent.count
        var result = inferred(expression)
        result.values = ValueKind(of: expression, withoutParent[known...].map { nodes[$0].result }, metrics)
        for child in withoutParent[known...] { nodes[child].parent = nodes.count }
        withoutParent.removeSubrange(known...)
        withoutParent.append(nodes.count)
        nodes.append(QueryMeaning.Node(expression: expression, result: result))
        return result
    }

    private mutating func inferred(_ expression: PromQLExpression) -> QueryResult {
        switch expression.form {
        case .number: return .scalar()
        case .numberTemplate: return .scalar(.unknown)
        case .duration: return .scalar(QueryUnit(.seconds))
        case .string: return QueryResult(.string)
        case .hole, .missing: return QueryResult(.unknown, labels: .any)
        case .vector(let series, _): return selected(series, type: .vector)
        case .range(let series, _, _): return selected(series, type: .matrix)
        case .subquery(let inner, _, _, _): return result(of: inner).with(type: .matrix)
        case .parentheses(let inner): return result(of: inner)
        case .unary(let sign, let inner):
            let inner = result(of: inner)
            return inner.with(hasName: sign == .plus || inner.type == .scalar)
        case .call(let function, let arguments): return called(function, arguments)
        case .aggregation(let aggregation): return aggregated(aggregation)
        case .aggregationTemplate(let template): return aggregated(template)
        case .binary(let operation): return combined(operation)
        }
    }

    // MARK: Selectors

    private func selected(_ series: SeriesSelector, type: PromQLType) -> QueryResult {
        guard let names = series.names else {
            var labels = LabelKnowledge.any
            labels["__name__"] = .certain
            return QueryResult(type, labels: labels.matching(series.matchers))
        }
        var result = selected(names[0], type: type)
        for name in names.dropFirst() {
            let other = selected(name, type: type)
            result.metrics += other.metrics.filter { !result.metrics.contains($0) }
            result.labels = result.labels.union(other.labels)
            result.unit = result.unit.merged(with: other.unit)
        }
        result.labels = result.labels.matching(series.matchers)
        return result
    }

    private func selected(_ name: String, type: PromQLType) -> QueryResult {
        var labels = metrics.labels(ofSeries: name)
        labels["__name__"] = .certain
        switch metrics.target(of: name) {
        case .series(let known):
            return QueryResult(type, metrics: [known.metric.name], labels: labels, unit: Self.unit(of: known))
        case .recorded(let result): return QueryResult(type, metrics: result.metrics, labels: labels, unit: result.unit)
        case .untyped, .server, nil: return QueryResult(type, labels: labels)
        }
    }

    private static func unit(of series: KnownSeries) -> QueryUnit {
        switch series.description.role {
        case .value where series.metric.kind == .info: .number
        case .value, .sum: QueryUnit(series.metric.unit)
        case .bucket, .count, .state: .number
        }
    }

    // MARK: Aggregations

    private mutating func aggregated(_ aggregation: Aggregation) -> QueryResult {
        if let parameter = aggregation.parameter { _ = result(of: parameter) }
        var output = result(of: aggregation.argument).with(type: .vector)
        switch aggregation.operation {
        // They choose among series and change none.
        case .topk, .bottomk, .limitk, .limitRatio: return output
        case .sum, .avg, .min, .max, .quantile, .stddev: break
        case .stdvar: output.unit = output.unit.multiplied(by: output.unit)
        case .count, .group, .countValues: output.unit = .number
        }
        switch aggregation.grouping {
        case .by(let labels): output.labels = output.labels.keeping(LabelList(labels))
        case .without(let labels): output.labels = output.labels.removing(LabelList(labels)).withoutName
        }
        if aggregation.operation == .countValues, let parameter = aggregation.parameter {
            if case .string(let label) = parameter.form, let label = label.text {
                output.labels[label] = .certain
            } else {
                output.labels = .any
            }
        }
        return output
    }

    /// It may choose among series, as `topk` does, or make one of them.
    private mutating func aggregated(_ template: AggregationTemplate) -> QueryResult {
        let results = template.arguments.map { result(of: $0) }
        guard let input = results.last else { return QueryResult(.vector, labels: .any) }
        let grouped =
            switch template.grouping {
            case .by(let labels): input.labels.keeping(LabelList(labels))
            case .without(let labels): input.labels.removing(LabelList(labels)).withoutName
            }
        // The string of `count_values` names a label.
        let isOpen = results.count > 1 && (results[0].type == .string || results[0].type == .unknown)
        return QueryResult(
            .vector, metrics: input.metrics, labels: isOpen ? .any : input.labels.union(grouped))
    }

    // MARK: Operators

    private mutating func combined(_ operation: BinaryOperation) -> QueryResult {
        let (left, right) = (result(of: operation.left), result(of: operation.right))
        let unit = Self.unit(of: operation, left, right)
        let filters = operation.operation.isComparison && !operation.isBool
        let names = left.metrics + right.metrics.filter { !left.metrics.contains($0) }
        func combined(_ type: PromQLType, _ labels: LabelKnowledge) -> QueryResult {
            QueryResult(type, metrics: names, labels: labels, unit: unit)
        }
        switch (left.type, right.type) {
        case (.scalar, .scalar): return combined(.scalar, .none)
        case (.vector, .scalar): return combined(.vector, left.with(hasName: filters).labels)
        case (.scalar, .vector): return combined(.vector, right.with(hasName: filters).labels)
        case (.vector, .vector): break
        // A hole may be a number, or any series.
        default: return combined(.unknown, .any)
        }
        let matching = MatchedLabels(operation.matching?.labels)
        switch operation.operation {
        case .or: return combined(.vector, left.labels.union(right.labels))
        case .unless: return combined(.vector, left.labels)
        case .and: return combined(.vector, left.labels.matched(with: right.labels, by: matching))
        default: break
        }
        var labels = matching.result(left.labels, right.labels, operation.matching?.group, keepsName: filters)
        // Also a name that the other side gave.
        if operation.isBool { labels = labels.withoutName }
        // A series without a partner has the labels of the match alone.
        if operation.fill != nil { labels = labels.uncertain.union(left.labels).union(right.labels) }
        return combined(.vector, labels)
    }

    private static func unit(of operation: BinaryOperation, _ left: QueryResult, _ right: QueryResult) -> QueryUnit {
        let (leftNumber, rightNumber) = (operation.left.constant, operation.right.constant)
        switch operation.operation {
        case .multiply:
            if let rightNumber { return left.unit.converted(by: rightNumber) }
            if let leftNumber { return right.unit.converted(by: leftNumber) }
            return left.unit.multiplied(by: right.unit)
        case .divide:
            if let rightNumber { return left.unit.converted(by: 1 / rightNumber) }
            if let leftNumber {
                return QueryUnit.number.converted(by: leftNumber).multiplied(by: right.unit, power: -1)
            }
            return left.unit.multiplied(by: right.unit, power: -1)
        case .add, .subtract, .modulo:
            if rightNumber != nil { return left.unit }
            if leftNumber != nil { return right.unit }
            if left.unit == QueryUnit(.unixSeconds), right.unit == QueryUnit(.seconds) { return left.unit }
            let unit = left.unit.merged(with: right.unit)
            return operation.operation == .subtract ? unit.difference : unit
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            return operation.isBool ? .number : left.type == .scalar ? right.unit : left.unit
        case .and, .unless: return left.unit
        case .or: return right.values == .constant ? left.unit : left.unit.merged(with: right.unit)
        default: return .unknown
        }
    }
}

extension LabelKnowledge {
    /// What matchers leave: series whose value a matcher accepts.
    func matching(_ matchers: [LabelMatcher]) -> LabelKnowledge {
        var labels = self
        for matcher in matchers {
            guard let label = matcher.label.text, let acceptsEmpty = matcher.acceptsEmpty else { continue }
            if !acceptsEmpty {
                labels[label] = .certain
            } else if matcher.operation == .equal {
                labels[label] = .impossible
            }
        }
        return labels
    }
}

extension SeriesSelector {
    /// The names that its series can have, at least one; nil where they are not known.
    package var names: [String]? {
        if let metricName { return [metricName] }
        guard name == nil else { return nil }
        for matcher in matchers where matcher.label.text == "__name__" && matcher.operation == .matches {
            if let value = matcher.value.text, case .valid(let pattern) = RegularExpression.read(value),
                let names = pattern.language(limit: 64), !names.isEmpty
            {
                return names
            }
        }
        return nil
    }
}

extension LabelMatcher {
    /// Whether series without the label are selected; nil where that isn't known.
    package var acceptsEmpty: Bool? {
        guard let value = value.text else { return nil }
        switch operation {
        case .equal: return value.isEmpty
        case .notEqual: return !value.isEmpty
        case .matches, .doesNotMatch:
            guard case .valid(let pattern) = RegularExpression.read(value) else { return nil }
            return pattern.matchesEmpty == (operation == .matches)
        }
    }
}
