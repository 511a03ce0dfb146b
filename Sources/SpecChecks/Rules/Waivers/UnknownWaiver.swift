// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

enum UnknownWaiver {
    static let rule = Rule(code: "MG2903", name: "unknown-waiver", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A waiver names a lint rule, as `metricsgen explain` lists them. If there is no rule of that name, it \
            hides nothing. Errors of the language or the lifecycle can't be waived, because the outputs would be \
            wrong.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  orders_total:
                    {type: counter, help: Orders placed., allow: [{rule: counter-with-total, reason: It is old.}]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  orders: {type: counter, help: Orders placed., allow: [{rule: counter-without-total, reason: It is old.}]}
            """)

    /// The name of the rule that a waiver means: the one that it names, or the one that was most likely to be named.
    static func meant(_ waiver: Waiver, among rules: [Rule]) -> String? {
        let written = waiver.rule.value
        if rules.contains(where: { $0.name == written }) { return written }
        if let name = certain(written, among: rules) { return name }
        return Suggestion.nearestByWords(to: written, among: rules.map(\.name))
    }

    /// The name of a rule that was written by its code or by its former name.
    private static func certain(_ written: String, among rules: [Rule]) -> String? {
        rules.first { $0.code == written || $0.name == FormerRuleName.present(written) }?.name
    }

    static func finding(_ waiver: Waiver, among rules: [Rule]) -> Finding {
        let written = waiver.rule.value
        let isCode = rules.contains { $0.code == written }
        let isCertain = certain(written, among: rules) != nil
        if let stable = StableMetrics.rules.first(where: { $0.name == written || $0.code == written }) {
            return Finding(
                rule, at: waiver.rule.span,
                "\(quoted: stable.name) is about a metric of the last release, so this waiver hides nothing",
                help: "allow it under `lifecycle`, at the top of the root spec, with the name of the metric")
        }
        let guess = meant(waiver, among: rules)
        return Finding(
            rule, at: waiver.rule.span, "there is no lint rule \(quoted: written), so this waiver hides nothing",
            underline: guess.map { isCode ? "its name is \(quoted: $0)" : "did you mean \(quoted: $0)?" },
            help: guess == nil
                ? "write the name of a rule as `metricsgen explain` lists it, such as `counter-without-total`" : nil,
            fixes: guess.map {
                [
                    .init(
                        "write \(quoted: $0)", isSafe: isCertain,
                        edits: [.init(replacing: waiver.rule.span, with: $0)])
                ]
            } ?? [])
    }
}
