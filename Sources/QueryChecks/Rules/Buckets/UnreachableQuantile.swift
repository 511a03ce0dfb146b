// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum UnreachableQuantile {
    static let rule = Rule(code: "MG4406", name: "unreachable-quantile", severity: .note)
    static let page = ExplainedRule(
        rule,
        explanation: """
            A quantile is estimated between two bounds. Above the last finite bound there is nothing to estimate \
            with: `histogram_quantile` answers with that bound, however long the slowest request took. A comparison with \
            a larger number always has the same outcome. Give the metric a larger bound, or compare the share of \
            observations above a bound.
            """,
        badExample: """
            # The bounds are 0.1, 1, 10 and 60.
            histogram_quantile(0.99, sum by (le) (rate(shop_door_seconds_bucket[5m]))) > 90
            """,
        goodExample: "histogram_quantile(0.99, sum by (le) (rate(shop_door_seconds_bucket[5m]))) > 30")
}

extension QueryCheck {
    static let unreachableQuantile = QueryCheck([UnreachableQuantile.page]) { query in
        guard query.reading.findings.isEmpty else { return [] }
        return query.meaning.nodes.compactMap { node in
            guard case .binary(let operation) = node.expression.form else { return nil }
            return query.unreachableQuantile(in: operation)
        }
    }
}

extension CheckedQuery {
    fileprivate func unreachableQuantile(in operation: BinaryOperation) -> Finding? {
        guard let comparison = Comparison(operation), let largest = largestQuantile(of: comparison.expression) else {
            return nil
        }
        let outcome: String
        switch comparison.operation {
        case .greater where comparison.number >= largest.bound, .greaterOrEqual where comparison.number > largest.bound,
            .equal where comparison.number > largest.bound:
            outcome = "never true"
        case .less where comparison.number > largest.bound, .lessOrEqual where comparison.number >= largest.bound,
            .notEqual where comparison.number > largest.bound:
            outcome = "always true"
        default: return nil
        }
        return finding(
            UnreachableQuantile.rule, at: operation.operatorSpan,
            "this is \(outcome): the largest quantile that the buckets of \(largest.metric.quoted) can give is \(KnownBounds.text(of: largest.bound))",
            help: "compare with less than that, or give the metric a larger bound in the spec")
    }

    private func largestQuantile(of expression: PromQLExpression) -> (metric: String, bound: Double)? {
        guard case .call(let function, let arguments) = expression.form, function.text == "histogram_quantile",
            arguments.count == 2, case .number(let quantile) = arguments[0].form, (0...1).contains(quantile)
        else { return nil }
        var largest: (metric: String, bound: Double)?
        for series in arguments[1].selectors {
            guard let names = series.names else { return nil }
            for name in names {
                guard let known = metrics[name], let bound = known.bounds?.all?.last else { return nil }
                if bound > largest?.bound ?? -.infinity { largest = (known.metric.name, bound) }
            }
        }
        return largest
    }
}

/// A comparison of an expression with a number, with the number on the right.
private struct Comparison {
    let expression: PromQLExpression
    let operation: BinaryOperator
    let number: Double

    init?(_ operation: BinaryOperation) {
        guard operation.operation.isComparison else { return nil }
        let (left, right) = (operation.left.insideParentheses, operation.right.insideParentheses)
        if case .number(let number) = right.form {
            self.init(expression: left, operation: operation.operation, number: number)
        } else if case .number(let number) = left.form {
            self.init(expression: right, operation: operation.operation.mirrored, number: number)
        } else {
            return nil
        }
    }

    private init(expression: PromQLExpression, operation: BinaryOperator, number: Double) {
        self.expression = expression
        self.operation = operation
        self.number = number
    }
}
