// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

enum UnknownQueryWaiver {
    static let rule = Rule(code: "MG4033", name: "unknown-query-waiver", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A waiver in a file with queries names a rule on queries, as `metricsgen explain` lists them. If there is no \
            rule of that name, it hides nothing. A code, or a name that is nearly right, hides what it means until you \
            correct it.
            """,
        badExample: """
            groups:
              - name: orders
                rules:
                  # metricsgen: allow broken-promql: our server has a function of its own
                  - record: branch:orders:rate5m
                    expr: sum by (branch) (rate(shop_orders_total[5m]))
            """,
        goodExample: """
            groups:
              - name: orders
                rules:
                  # metricsgen: allow invalid-query: our server has a function of its own
                  - record: branch:orders:rate5m
                    expr: sum by (branch) (our_rate(shop_orders_total[5m]))
            """)

    /// The name of the rule that a waiver means: the one that it names, or the one that was most likely to be named.
    static func meant(_ waiver: Waiver) -> String? {
        let written = waiver.rule.value
        let rules = QueryWaivers.waivable
        if let certain = rules.first(where: { $0.name == written || $0.code == written }) { return certain.name }
        return Suggestion.nearestByWords(to: written, among: rules.map(\.name))
    }

    static func finding(_ waiver: Waiver) -> Finding {
        let written = waiver.rule.value
        let isCode = QueryWaivers.waivable.contains { $0.code == written }
        let guess = meant(waiver)
        return Finding(
            rule, at: waiver.rule.span,
            "there is no rule \(quoted: written) on queries" + (guess == nil ? ", so this waiver hides nothing" : ""),
            underline: guess.map { isCode ? "its name is \(quoted: $0)" : "did you mean \(quoted: $0)?" },
            help: guess == nil ? "write the name of a rule as `metricsgen explain` lists it" : nil,
            fixes: guess.map {
                [
                    .init(
                        "write \(quoted: $0)", isSafe: isCode,
                        edits: [.init(replacing: waiver.rule.span, with: $0)])
                ]
            } ?? [])
    }
}
