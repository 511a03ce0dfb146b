// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum MaskedSeries {
    static let rule = Rule(code: "MG4701", name: "masked-missing-series")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The part in front of `or vector(0)` can't have a result: its metric doesn't exist or is gone, or a label can't \
            have the value. So the query is 0 for ever, which looks like good news. Correct that part; another finding \
            says what is wrong with it. Behind a series that exists, `or vector(0)` is right: a counter with an open label \
            begins with its first event.
            """,
        badExample: """
            # outcome is paid, cancelled or refused.
            sum(rate(shop_orders_total{outcome="failed"}[5m])) or vector(0)
            """,
        goodExample: "sum(rate(shop_orders_total{outcome=\"refused\"}[5m])) or vector(0)")

    static func findings(_ query: CheckedQuery) -> [Finding] {
        let masks = query.meaning.nodes.indices.filter { query.meaning.nodes[$0].expression.mask != nil }
        guard !masks.isEmpty else { return [] }
        let isEmpty = EmptyResults(of: query).isEmpty
        return masks.compactMap { index in
            guard let (operation, value) = query.meaning.nodes[index].expression.mask,
                let left = query.meaning.children(of: index).first, isEmpty[left]
            else { return nil }
            let span = PromQLSpan(operation.operatorSpan.range.lowerBound..<operation.right.span.range.upperBound)
            return query.finding(
                rule, at: span, "this shows \(value) for ever, since what is in front of it can't have a result",
                help: "correct what is in front of it")
        }
    }
}

extension QueryCheck {
    static let maskedSeries = QueryCheck([MaskedSeries.explained], eachQuery: MaskedSeries.findings)
}

extension PromQLExpression {
    /// `… or vector(0)`, and the number as it is written.
    fileprivate var mask: (operation: BinaryOperation, value: String)? {
        guard case .binary(let operation) = form, operation.operation == .or,
            case .call(let function, let arguments) = operation.right.insideParentheses.form,
            function.text == "vector", let value = arguments.first?.constant
        else { return nil }
        return (operation, value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)")
    }
}
