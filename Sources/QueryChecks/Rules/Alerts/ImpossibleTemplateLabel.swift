// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ReferenceFiles
import SpecDiagnostics

enum ImpossibleTemplateLabel {
    static let rule = Rule(code: "MG4802", name: "impossible-template-label", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A template in an annotation or a label of an alert gets the labels of the query's result. One that the \
            result can't have is empty: the message says "orders wait at " and not where. The labels that the alert \
            itself adds aren't there either. Keep the label in the query, for example in `by (…)`, or leave it out of \
            the text.
            """,
        badExample: """
            groups:
              - name: orders
                rules:
                  - alert: ManyWait
                    expr: sum(shop_queue_requests) > 50
                    for: 10m
                    annotations:
                      summary: "{{ $value }} orders wait at {{ $labels.branch }}"
            """,
        goodExample: """
            groups:
              - name: orders
                rules:
                  - alert: ManyWait
                    expr: sum by (branch) (shop_queue_requests) > 50
                    for: 10m
                    annotations:
                      summary: "{{ $value }} orders wait at {{ $labels.branch }}"
            """)

    static func findings(_ rule: CheckedRule) -> [Finding] {
        guard rule.rule.kind == .alert, rule.query.asksForKnown else { return [] }
        let result = rule.query.meaning.result
        return (rule.rule.labels + rule.rule.annotations).flatMap { _, template in
            // A template that asks whether the label is there is made for several alerts.
            let labels = RuleTemplate(template.text).labels.filter { !$0.isOptional }
            return labels.filter { result.labels[$0.name] == .impossible }.map { label in
                let own = rule.rule.labels.contains { $0.key.text == label.name }
                return Finding(
                    self.rule, at: rule.span(of: template, label.range),
                    "the result of the query has no label \(quoted: label.name), so nothing is written here",
                    notes: own ? ["templates don't see the labels that the alert adds itself"] : [],
                    help: help(label.name, result.labels.certain),
                    related: [.init("this is the query", at: rule.query.span(of: rule.query.reading.expression.span))])
            }
        }
    }

    private static func help(_ label: String, _ labels: Set<String>) -> String {
        let known = labels.subtracting(["__name__"]).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        if let guess = Suggestion.nearestOfAlike(to: label, among: known) { return "did you mean \(quoted: guess)?" }
        return "keep the label in the query, for example in `by (…)`, or leave it out here"
    }
}

extension QueryCheck {
    static let impossibleTemplateLabel = QueryCheck(
        [ImpossibleTemplateLabel.explained], eachRule: ImpossibleTemplateLabel.findings)
}
