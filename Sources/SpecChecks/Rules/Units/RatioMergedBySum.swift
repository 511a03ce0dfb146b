// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let ratioMergedBySum: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2301", name: "ratio-merged-by-sum", severity: .warning),
            explanation: """
                Two processes that are half full aren't full together: ratios can't be added up. Merge them with \
                `max` or `min`, or keep them apart with `all`. Neither can those of two servers: `aggregate: sum` \
                of a ratio is a share of nothing.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      cart_fill_ratio: {type: gauge, help: How full the carts are., unit: ratio, multiprocess: sum}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      cart_fill_ratio: {type: gauge, help: How full the carts are., unit: ratio, multiprocess: max}
                """),
        isAboutOneMetric: true
    ) { input in
        input.livingMetrics.compactMap { metric -> Finding? in
            guard let mode = metric.mode, let unit = metric.unit ?? unit(inNameOf: metric), unit.base.unit == .ratio
            else { return nil }
            if mode.merge != .sum, metric.panel.aggregation == .sum {
                return Finding(
                    ratioMergedBySum.rule, at: input.name(of: metric),
                    "the \(unit.name) \(quoted: metric.name) is added up over servers, and can exceed the whole",
                    help: "write `aggregate: max`, or delete `aggregate`")
            }
            guard mode.merge == .sum else { return nil }
            return Finding(
                ratioMergedBySum.rule, at: input.name(of: metric),
                "the \(unit.name) \(quoted: metric.name) is added up over processes, and can exceed the whole",
                help: "write `multiprocess: max`, or another mode that doesn't add up")
        }
    }

    /// What the last word of a name says where the spec gives no unit.
    private static func unit(inNameOf metric: Metric) -> Unit? {
        Unit.languageUnits.first { unit in
            metric.nameWords.last.map { $0 == unit.name || $0.count > 1 && unit.abbreviations.contains($0) } == true
        }
    }
}
