// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

enum RuleWithoutValue {
    static let rule = Rule(code: "MG4805", name: "rule-without-value")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A rule needs a value of each series at one point in time. A range of values, such as `x[5m]`, or a string \
            has none: Prometheus loads the file, and then the rule fails each time that it is evaluated. `promtool \
            check rules` doesn't say so.
            """,
        badExample: """
            groups:
              - name: orders
                rules:
                  - record: orders:all
                    expr: shop_orders_total[5m]
            """,
        goodExample: """
            groups:
              - name: orders
                rules:
                  - record: orders:increase5m
                    expr: increase(shop_orders_total[5m])
            """)

    static func findings(_ rule: CheckedRule) -> [Finding] {
        let written: String
        switch rule.query.reading.type {
        case .matrix: written = "values over a range of time"
        case .string: written = "a string"
        case .scalar, .vector, .unknown: return []
        }
        return [
            rule.query.finding(
                self.rule, at: rule.query.reading.expression.span,
                "this is \(written), and a rule needs one value of each series; Prometheus can't evaluate it",
                help: "use a function such as `rate` or `max_over_time`")
        ]
    }
}

extension QueryCheck {
    static let ruleWithoutValue = QueryCheck([RuleWithoutValue.explained], eachRule: RuleWithoutValue.findings)
}
