// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let typeInName: SpecCheck = naming(
        ExplainedRule(
            Rule(code: "MG2104", name: "type-in-name", severity: .warning),
            explanation: """
                A name says what is measured. The type already says that it is a gauge or a histogram, and a name \
                that repeats the type would have to change with it.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items_gauge: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """)
    ) { metric, _ in
        let words = metric.nameWords
        let last = words.last { $0 != "total" }
        // Another kind is what the metric is about, unless the name ends in it: `gauge_readings_total` counts readings.
        guard
            let kind = MetricKind.allCases.first(where: { kind in
                kind.isOddInNames && (kind == metric.kind ? words.contains(kind.rawValue) : last == kind.rawValue)
            })
        else { return nil }
        let message =
            kind == metric.kind
            ? "the name \(quoted: metric.name) repeats the type \(quoted: kind.rawValue)"
            : "the name \(quoted: metric.name) calls it a \(kind.rawValue), but it is \(metric.kind.phrase)"
        return NameFault(
            message: message, advice: "name it after what it measures",
            fix: words.allSatisfy { $0 == kind.rawValue || $0 == "total" }
                ? nil
                : { name in
                    name.words.removeAll { $0 == kind.rawValue }
                    if kind == .counter { name.countInPlural() }
                })
    }
}
