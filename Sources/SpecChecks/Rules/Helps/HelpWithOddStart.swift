// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let helpWithOddStart: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2202", name: "help-with-odd-start", severity: .warning),
            explanation: """
                A help is a sentence or the beginning of one: it starts with a capital letter or a digit, without \
                spaces before it. One that starts with its own metric's name or with "this metric" says nothing in \
                its first words, which are all that completion shows.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: "this metric is the number of items in all carts."}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Number of items in all carts.}
                """),
        isAboutOneMetric: true
    ) { input in
        input.livingMetrics.compactMap { metric -> Finding? in
            let help = metric.help
            guard let first = help.first, !help.allSatisfy(\.isWhitespace) else { return nil }
            let reason: String
            if first.isWhitespace {
                reason = "starts with a space"
            } else if first.isLowercase, !metric.startsWithName(help), !startsWithTerm(help) {
                reason = "starts with a lower-case letter, as if something before it were missing"
            } else if ["this metric", "the metric", "a metric", "metric "].contains(where: {
                help.lowercased().hasPrefix($0)
            }) {
                reason = "starts by saying that it is a metric, which readers know"
            } else if !first.isLetter, !first.isNumber, !"([\"'`$%<#+-".contains(first) {
                reason = "starts with \(quoted: first), as if something before it were missing"
            } else if metric.startsWithName(help) {
                reason = "starts with the metric's own name, which is shown before it anyway"
            } else {
                return nil
            }
            return Finding(
                helpWithOddStart.rule, at: input.help(of: metric), "the help of \(quoted: metric.name) \(reason)",
                help: "begin with what is counted or measured, with a capital letter")
        }
    }
}

/// Whether the first word is written so wherever it stands, as `vLLM`, `eBPF` and `p99` are.
private func startsWithTerm(_ help: String) -> Bool {
    help.prefix { !$0.isWhitespace }.dropFirst().contains { $0.isUppercase || $0.isNumber }
}
