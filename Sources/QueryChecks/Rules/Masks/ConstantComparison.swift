// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum ConstantComparison {
    static let rule = Rule(code: "MG4702", name: "constant-comparison", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The comparison has the same answer for every value that the series can have: a counter and its rate are never \
            negative, and `count` is at least 1 where it has a result. An alert with it always fires, or never. \
            `x > 5 < 3`, `hour() > 22 and hour() < 6` and `x > x` are never true whatever the values are.
            """,
        badExample: "rate(shop_orders_total[5m]) < 0", goodExample: "rate(shop_orders_total[5m]) == 0")

    static func findings(_ query: CheckedQuery) -> [Finding] {
        query.comparisonsWithItself + query.contradictions + comparisonsWithNumbers(in: query)
    }

    private static func comparisonsWithNumbers(in query: CheckedQuery) -> [Finding] {
        let comparisons = query.meaning.nodes.indices.filter { index in
            guard case .binary(let operation) = query.meaning.nodes[index].expression.form else { return false }
            return operation.operation.isComparison
                && (operation.left.constant == nil) != (operation.right.constant == nil)
        }
        guard !comparisons.isEmpty else { return [] }
        let bounds = ValueBounds.all(of: query)
        return comparisons.compactMap { index in
            guard case .binary(let operation) = query.meaning.nodes[index].expression.form,
                let left = query.meaning.children(of: index).first, let limit = operation.limit
            else { return nil }
            let values = bounds[operation.isSwapped ? index - 1 : left]
            guard let answer = values.answer(to: operation.comparison, limit) else { return nil }
            return query.finding(
                rule, at: query.meaning.nodes[index].expression.span,
                answer
                    ? "this is always true: \(values.words)" : "this is never true: \(values.words)",
                help: answer ? "delete the comparison, or compare with another value" : "compare with another value")
        }
    }
}

extension QueryCheck {
    static let constantComparison = QueryCheck([ConstantComparison.explained], eachQuery: ConstantComparison.findings)
}

extension CheckedQuery {
    /// `x > x`. `x == x` leaves out what is not a number, and is often meant.
    fileprivate var comparisonsWithItself: [Finding] {
        meaning.nodes.compactMap { node in
            guard case .binary(let operation) = node.expression.form,
                operation.operation == .less || operation.operation == .greater,
                operation.left.insideParentheses == operation.right.insideParentheses,
                node.expression.selectors.contains(where: { $0.holes.isEmpty && $0.metricName != nil })
            else { return nil }
            return finding(
                ConstantComparison.rule, at: node.expression.span, "this is never true: both sides are the same",
                help: "compare with another value")
        }
    }
}

extension CheckedQuery {
    /// `x > 5 and x < 3`.
    fileprivate var contradictions: [Finding] {
        meaning.nodes.compactMap { node in
            guard case .binary(let operation) = node.expression.form, operation.operation == .and,
                let left = operation.left.filter, let right = operation.right.filter, left.values == right.values,
                // With `on (…)` several series can be compared with one another.
                operation.matching == nil || left.values.selectors.isEmpty,
                left.values.selectors.allSatisfy({ $0.holes.isEmpty && $0.metricName != nil })
            else { return nil }
            let bounds = [left, right].map { ValueBounds.any.filtered($0.comparison, $0.limit) }
            let (least, most) = (max(bounds[0].least, bounds[1].least), min(bounds[0].most, bounds[1].most))
            let isOpen = [left, right].contains {
                ($0.comparison == .less || $0.comparison == .greater) && $0.limit == least
            }
            guard least > most || least == most && isOpen else { return nil }
            return finding(
                ConstantComparison.rule, at: operation.operatorSpan,
                "this is never true: no value is on both sides of `and`",
                help: "write `or` if one of the two is enough, or correct a limit")
        }
    }
}

extension PromQLExpression {
    /// `x > 5`, without `bool`: what is compared, and with which number on the right.
    fileprivate var filter: (values: PromQLExpression, comparison: BinaryOperator, limit: Double)? {
        guard case .binary(let operation) = insideParentheses.form, operation.operation.isComparison, !operation.isBool,
            let limit = operation.limit
        else { return nil }
        let values = operation.isSwapped ? operation.right : operation.left
        return (values.insideParentheses, operation.comparison, limit)
    }
}

extension BinaryOperation {
    fileprivate var isSwapped: Bool { left.constant != nil }
    fileprivate var limit: Double? { left.constant ?? right.constant }

    /// As if the number were on the right.
    fileprivate var comparison: BinaryOperator { isSwapped ? operation.mirrored : operation }
}

extension ValueBounds {
    /// Nil where it depends on the value. That `count` is not 0 and `absent` is 1 is often written for its readers.
    fileprivate func answer(to comparison: BinaryOperator, _ limit: Double) -> Bool? {
        func isAlways(_ holds: Bool) -> Bool? { holds && least < 1 ? true : nil }
        switch comparison {
        case .less: return least >= limit ? false : isAlways(most < limit)
        case .lessOrEqual: return least > limit ? false : isAlways(most <= limit)
        case .greater: return most <= limit ? false : isAlways(least > limit)
        case .greaterOrEqual: return most < limit ? false : isAlways(least >= limit)
        case .equal: return least > limit || most < limit ? false : nil
        case .notEqual:
            if least == limit, most == limit { return false }
            return isAlways(least > limit || most < limit)
        default: return nil
        }
    }

    fileprivate var words: String {
        switch (least.isFinite, most.isFinite) {
        case (true, true) where least == most: "the value is \(Self.short(least))"
        case (true, true): "the values are from \(Self.short(least)) to \(Self.short(most))"
        case (true, false): "the values are at least \(Self.short(least))"
        case (false, _): "the values are at most \(Self.short(most))"
        }
    }

    private static func short(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
}
