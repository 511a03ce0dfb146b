// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum RateAfterSum {
    static let rule = Rule(code: "MG4503", name: "rate-after-sum", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            When a process restarts, its counter falls to 0, and `rate` takes that into account. In a sum of several counters \
            the fall of one can't be seen any more: either the growth of the others hides it, or the sum falls and `rate` \
            takes that for a restart of all of them, which is a huge peak. Take the rate of each counter first, and add the \
            rates.
            """,
        badExample: """
            # shop_orders_total is a counter
            rate(sum by (branch) (shop_orders_total)[5m:1m])
            """,
        goodExample: """
            # shop_orders_total is a counter
            sum by (branch) (rate(shop_orders_total[5m]))
            """)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.hasValues else { return [] }
        return query.calls(of: ["rate", "irate", "increase"]).compactMap { call in
            guard case .addedCounters = call.argument.values else { return nil }
            let function = call.function.text ?? ""
            let turned = query.turned(call.node.expression, function)
            return query.finding(
                rule, at: call.function.span, "this is the `\(function)` of a sum of counters",
                notes: ["in a sum the restart of one process can't be seen, or it looks like a restart of all"],
                help: turned.map { "write `\($0)`" } ?? "take the `\(function)` of each counter, and then the sum",
                fixes: turned.flatMap {
                    query.fix("take the \(function) first", replacing: call.node.expression.span, with: $0)
                }.map { [$0] } ?? [])
        }
    }
}

extension QueryCheck {
    static let rateAfterSum = QueryCheck([RateAfterSum.explained], eachQuery: RateAfterSum.findings)
}

extension CheckedQuery {
    /// The sum of the rates instead of the rate of the sum; nil for what is more than that.
    fileprivate func turned(_ call: PromQLExpression, _ function: String) -> String? {
        guard case .call(_, let arguments) = call.form, arguments.count == 1,
            case .subquery(let inner, let range, _, let shift) = arguments[0].form,
            case .aggregation(let aggregation) = inner.insideParentheses.form,
            case .vector(let series, .none) = aggregation.argument.insideParentheses.form,
            !text(of: call.span).contains("#")
        else { return nil }
        let growth = PromQLExpression.call(function, .range(series, range, shift))
        let turned = Aggregation(
            aggregation.operation, grouping: aggregation.grouping, growth, parameter: aggregation.parameter)
        return PromQLExpression(.aggregation(turned)).description
    }
}
