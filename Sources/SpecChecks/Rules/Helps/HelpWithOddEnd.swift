// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let helpWithOddEnd: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2203", name: "help-with-odd-end", severity: .warning),
            explanation: """
                A help that ends in a comma, a colon or a space looks cut off.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: "Items in all carts, and:"}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """),
        isAboutOneMetric: true
    ) { input in
        input.livingMetrics.compactMap { metric -> Finding? in
            let help = metric.help
            guard let last = help.last, !help.allSatisfy(\.isWhitespace) else { return nil }
            let isOdd = last.isWhitespace || ",;:-(/&".contains(last) || help.hasSuffix("..") && !help.hasSuffix("...")
            guard isOdd else { return nil }
            guard !last.isNewline else {
                return Finding(
                    helpWithOddEnd.rule, at: input.help(of: metric),
                    "the help of \(quoted: metric.name) ends in a line break, which a scrape shows as `\\n`",
                    help:
                        "write `>-` or `|-` in place of `>` or `|`, which leaves out the last line break")
            }
            return Finding(
                helpWithOddEnd.rule, at: input.help(of: metric),
                "the help of \(quoted: metric.name) ends in \(last.isWhitespace ? "a space" : "\(quoted: last)"), as if it were cut off",
                help: "finish the sentence, or leave the last character out")
        }
    }
}
