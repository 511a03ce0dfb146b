// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let emptyHelp: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2201", name: "empty-help", severity: .warning),
            explanation: """
                The help is all that a scrape says about a metric. An empty one leaves its readers to guess from the \
                name.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: ""}
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
        input.livingMetrics.filter { $0.help.allSatisfy(\.isWhitespace) }.map { metric in
            Finding(
                emptyHelp.rule, at: input.help(of: metric),
                "the help of \(quoted: metric.name) is empty, and a scrape says nothing else about the metric",
                help: "write a sentence about what is counted or measured")
        }
    }
}
