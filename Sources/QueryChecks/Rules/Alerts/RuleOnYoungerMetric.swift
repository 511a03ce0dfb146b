// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning
import SpecDiagnostics

enum RuleOnYoungerMetric {
    static let rule = Rule(code: "MG4804", name: "rule-on-younger-metric", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The spec says which release is the oldest in use (`lifecycle: {supported_from: X.Y}`), and the metric came \
            later. On the releases between, the rule has no data: an alert never fires there, and nobody sees that. Add \
            the series that older releases have with `or`, or waive this until the older releases are gone.
            """,
        badExample: """
            groups:
              - name: orders
                rules:
                  # The spec has `supported_from: "1.2"`, and the metric has `since: "1.4"`.
                  - record: branch:returned_orders:rate5m
                    expr: sum by (branch) (rate(shop_returned_orders_total[5m]))
            """,
        goodExample: """
            groups:
              - name: orders
                rules:
                  - record: branch:orders:rate5m
                    expr: sum by (branch) (rate(shop_orders_total[5m]))
            """)

    static func findings(_ rule: CheckedRule) -> [Finding] {
        let metrics = rule.query.metrics
        guard let oldest = metrics.supportedFrom else { return [] }
        return rule.query.meaning.nodes.compactMap { node in
            guard let name = node.expression.selector?.name?.text, let known = metrics[name]?.known,
                known.origin == .product, let since = known.metric.since, oldest < since
            else { return nil }
            return rule.query.finding(
                self.rule, at: node.expression.span,
                "\(quoted: name) is there from \(since), but \(oldest) is in use too: the rule has no data there",
                help: "add the series that older releases have with `or`, or waive this until they are gone")
        }
    }
}

extension QueryCheck {
    static let ruleOnYoungerMetric = QueryCheck([RuleOnYoungerMetric.explained], eachRule: RuleOnYoungerMetric.findings)
}
