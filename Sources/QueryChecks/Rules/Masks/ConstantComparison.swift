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
            negative, and `count` is at least 1 where it has a result. An alert with it always fires, or never.
            """,
        badExample: "rate(shop_orders_total[5m]) < 0", goodExample: "rate(shop_orders_total[5m]) == 0")

    static func findings(_ query: CheckedQuery) -> [Finding] {
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

extension BinaryOperation {
    fileprivate var isSwapped: Bool { left.constant != nil }
    fileprivate var limit: Double? { left.constant ?? right.constant }

    /// As if the number were on the right.
    fileprivate var comparison: BinaryOperator {
        guard isSwapped else { return operation }
        return switch operation {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        default: operation
        }
    }
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
