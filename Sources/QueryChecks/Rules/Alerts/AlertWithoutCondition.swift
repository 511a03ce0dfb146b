// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum AlertWithoutCondition {
    static let rule = Rule(code: "MG4808", name: "alert-without-condition", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            An alert fires for each series that its expression results in, whatever the value is: also for 0. Without a \
            comparison that leaves series out, it fires as long as the product runs. `bool` leaves nothing out: it makes a \
            0 or a 1 of a comparison. `or vector(0)` adds a series where a comparison has left out all.
            """,
        badExample: """
            groups:
              - name: orders
                rules:
                  - alert: ManyWait
                    expr: sum by (branch) (shop_queue_requests) > bool 50
                    for: 10m
            """,
        goodExample: """
            groups:
              - name: orders
                rules:
                  - alert: ManyWait
                    expr: sum by (branch) (shop_queue_requests) > 50
                    for: 10m
            """)

    static func findings(_ rule: CheckedRule) -> [Finding] {
        let expression = rule.query.reading.expression
        guard rule.rule.kind == .alert, rule.query.reading.type == .vector,
            expression.selectors.contains(where: { $0.metricName.map { rule.query.metrics[$0] != nil } ?? false }),
            expression.alwaysHasResult(rule.query.metrics)
        else { return [] }
        return [
            rule.query.finding(
                self.rule, at: expression.span,
                "this alert fires as long as the product runs: nothing in its expression leaves series out",
                notes: ["an alert fires for each series of the result, also where the value is 0"],
                help: help(expression))
        ]
    }

    private static func help(_ expression: PromQLExpression) -> String {
        if expression.hasBool { return "delete `bool`, which makes 0 or 1 of the comparison" }
        if expression.isMasked { return "delete `or vector(…)`, which adds a series where the comparison leaves none" }
        return "compare with a limit, such as `… > 5`"
    }
}

extension QueryCheck {
    static let alertWithoutCondition = QueryCheck(
        [AlertWithoutCondition.explained], eachRule: AlertWithoutCondition.findings)
}

extension PromQLExpression {
    /// Whether there certainly is a result while the product runs, whatever the values are.
    fileprivate func alwaysHasResult(_ metrics: KnownMetrics) -> Bool {
        switch form {
        case .vector(let selector, _), .range(let selector, _, _): return selector.alwaysSelects(metrics)
        case .number, .duration: return true
        case .subquery(let inner, _, _, _), .parentheses(let inner), .unary(_, let inner):
            return inner.alwaysHasResult(metrics)
        case .call(let function, let arguments):
            switch function.text {
            case "vector", "scalar", "time": return true
            case "absent", "absent_over_time", "info", nil: return false
            case "label_replace", "label_join": return arguments.first?.alwaysHasResult(metrics) ?? false
            default: return arguments.allSatisfy { $0.alwaysHasResult(metrics) }
            }
        case .aggregation(let aggregation): return aggregation.argument.alwaysHasResult(metrics)
        case .binary(let operation):
            let sides = [operation.left, operation.right].map { $0.alwaysHasResult(metrics) }
            switch operation.operation {
            case .or: return sides[0] || sides[1]
            case .and, .unless: return false
            // What has no partner on the other side is left out.
            default:
                let isOfNumbers = operation.left.isNumeric || operation.right.isNumeric
                let filters = operation.operation.isComparison && !operation.isBool
                return sides[0] && sides[1] && isOfNumbers && !filters
            }
        case .string, .hole, .numberTemplate, .aggregationTemplate, .missing: return false
        }
    }

    /// Whether it is a number without series.
    private var isNumeric: Bool {
        if constant != nil { return true }
        if case .call(let function, _) = insideParentheses.form { return ["time", "scalar"].contains(function.text) }
        return false
    }

    /// `… or vector(0)`.
    fileprivate var isMasked: Bool {
        guard case .binary(let operation) = insideParentheses.form, operation.operation == .or,
            case .call(let function, _) = operation.right.insideParentheses.form
        else { return false }
        return function.text == "vector"
    }

    fileprivate var hasBool: Bool {
        switch form {
        case .binary(let operation): operation.isBool || operation.left.hasBool || operation.right.hasBool
        case .aggregation(let aggregation): aggregation.argument.hasBool
        default: parts.contains(where: \.hasBool)
        }
    }
}

extension SeriesSelector {
    /// Whether it is of a metric whose series are there from the start, and no matcher can leave out all of them.
    fileprivate func alwaysSelects(_ metrics: KnownMetrics) -> Bool {
        guard holes.isEmpty, let name = metricName, let series = metrics[name], series.known.origin == .product,
            series.known.state == .active, series.metric.condition == nil, series.metric.kind != .info
        else { return false }
        let isOpen = series.metric.labels.contains { $0.isOpen }
        return !isOpen && matchers.allSatisfy { $0.label.text == "__name__" }
    }
}
