// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let gaugeWithoutMode: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2302", name: "gauge-without-mode", severity: .warning),
            explanation: """
                If a server runs in several processes, each has its own value of a gauge, and only the spec can \
                say how they are merged. Without a mode, each process has a series with a label `pid` that changes with \
                every restart.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_, processes: several}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_, processes: several}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., multiprocess: sum}
                """)
    ) { input in
        guard input.product.processes == .several else { return [] }
        return input.livingMetrics.filter {
            // What is read at a scrape can't be merged at all, which is an error.
            $0.kind == .gauge && !$0.comesFromElsewhere && !input.saysMode($0)
        }.map { metric in
            Finding(
                gaugeWithoutMode.rule, at: input.name(of: metric),
                "the gauge \(quoted: metric.name) doesn't say how the values of several processes are merged",
                notes: ["without a mode each process has its own series, with the label `pid`"],
                help: "add `multiprocess: …`, such as `sum` for amounts, `max` for shares, `all` to keep them apart")
        }
    }
}
