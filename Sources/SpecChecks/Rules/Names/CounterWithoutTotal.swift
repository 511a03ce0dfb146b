// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let counterWithoutTotal: SpecCheck = naming(
        ExplainedRule(
            Rule(code: "MG2101", name: "counter-without-total", severity: .warning),
            explanation: """
                A counter's name ends in `_total`, which shows that only its rate is meaningful. \
                OpenMetrics requires it. In a shared directory, Prometheus' Python client would \
                even print it under another name, with `_total`. Rename the counter; \
                while the old name is in use, deprecate it and record both.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      orders: {type: counter, help: Orders placed.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      orders_total: {type: counter, help: Orders placed.}
                """)
    ) { metric, _ in
        guard metric.kind == .counter, !metric.name.hasSuffix("_total"), !metric.isCounterWithLevelUnit else {
            return nil
        }
        let message =
            "the counter \(quoted: metric.name) doesn't end with `_total`, which shows that only its rate is meaningful"
        var better = BetterName(words: metric.nameWords.filter { $0 != "total" && $0 != "totals" }, unit: metric.unit)
        guard better.replaceCountByPlural() else {
            return NameFault(
                message: message, advice: "end it with what it counts, in the plural, and `_total`", fix: nil)
        }
        return NameFault(message: message, advice: "end it with `_total`") { name in
            name.words.removeAll { $0 == "total" || $0 == "totals" }
            _ = name.replaceCountByPlural()
            name.words.append("total")
        }
    }
}
