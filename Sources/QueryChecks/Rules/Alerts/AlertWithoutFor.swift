// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum AlertWithoutFor {
    static let rule = Rule(code: "MG4801", name: "alert-without-for", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A gauge, or a rate over a few minutes, can be over a limit for a single scrape. An alert with neither `for` \
            nor `keep_firing_for` then fires and ends at once, perhaps many times an hour, and those who get it learn to \
            ignore it. `for: 5m` waits until the condition has held that long. `keep_firing_for` fires at once, and \
            doesn't end at each dip. A rate over five minutes or more is smooth enough by itself.
            """,
        badExample: """
            groups:
              - name: orders
                rules:
                  - alert: ManyWait
                    expr: sum by (branch) (shop_queue_requests) > 50
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
        guard rule.rule.kind == .alert, rule.rule.forDuration == nil, rule.rule.keepFiringFor == nil else { return [] }
        let nodes = rule.query.meaning.nodes
        for index in nodes.indices {
            guard let compared = compared(nodes[index].expression, rule.query.metrics),
                isCompared(index, in: rule.query.meaning)
            else { continue }
            return [
                Finding(
                    self.rule, at: rule.span(of: rule.rule.name),
                    "this alert fires as soon as a single value is over its limit: it compares \(compared), and has neither `for` nor `keep_firing_for`",
                    help: "add `for: 5m`, or `keep_firing_for` if it has to fire at once",
                    related: [.init("this is compared", at: rule.query.span(of: nodes[index].expression.span))])
            ]
        }
        return []
    }

    /// What can change from scrape to scrape.
    private static func compared(_ expression: PromQLExpression, _ metrics: KnownMetrics) -> String? {
        switch expression.form {
        case .vector(let selector, _):
            guard let name = selector.name?.text, let series = metrics[name], series.known.origin != .page,
                series.metric.kind == .gauge, series.metric.unit != .unixSeconds
            else { return nil }
            return "the gauge \(quoted: name)"
        case .call(let function, let arguments):
            guard let function = function.text, ["rate", "irate", "increase", "delta", "idelta"].contains(function),
                case .range(let selector, let range, _)? = arguments.first?.form,
                let name = selector.name?.text, metrics[name] != nil,
                case .milliseconds(let length) = range.form, length < 300_000
            else { return nil }
            return "\(quoted: function) over less than five minutes"
        default: return nil
        }
    }

    /// Whether a comparison leaves series out by the value of a node.
    private static func isCompared(_ index: Int, in meaning: QueryMeaning) -> Bool {
        for ancestor in meaning.ancestors(of: index) {
            switch ancestor.expression.form {
            case .binary(let operation) where operation.operation.isComparison: return !operation.isBool
            case .binary(let operation) where operation.operation.isSetOperator: return false
            case .aggregation(let aggregation):
                if [.count, .group, .countValues].contains(aggregation.operation) { return false }
            case .call(let function, _):
                // The others look at many values, or at none.
                let passed = [
                    "abs", "ceil", "floor", "round", "clamp", "clamp_min", "clamp_max", "sort", "sort_desc", "ln",
                    "log2", "log10", "sqrt", "exp", "scalar", "label_replace", "label_join",
                ]
                guard let name = function.text, passed.contains(name) else { return false }
            case .subquery: return false
            default: break
            }
        }
        return false
    }
}

extension QueryCheck {
    static let alertWithoutFor = QueryCheck([AlertWithoutFor.explained], eachRule: AlertWithoutFor.findings)
}
