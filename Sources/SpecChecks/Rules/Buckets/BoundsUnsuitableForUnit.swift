// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let boundsUnsuitableForUnit: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2504", name: "bounds-unsuitable-for-unit", severity: .warning),
            explanation: """
                Bounds in another unit than the metric's are off by a factor. Bounds from 5 to 10,000 seconds in the \
                steps that OpenTelemetry's clients use are most likely milliseconds. A ratio is never above 1, and a \
                percentage never above 100.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_seconds: {type: histogram, help: How long an order took., unit: seconds, buckets: [5, 10, 25, 50, 100, 250, 500, 1000]}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_seconds: {type: histogram, help: How long an order took., unit: seconds, buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1]}
                """)
    ) { input in
        input.usedBounds.flatMap { bounds, metrics -> [Finding] in
            var units: Set<Unit> = []
            return metrics.compactMap { metric in
                guard let unit = metric.unit, units.insert(unit).inserted, let limit = unit.greatestSensibleBound
                else { return nil }
                let isCopied = unit == .seconds && Self.usualMilliseconds.allSatisfy(bounds.values.contains)
                let first = isCopied ? bounds.values.firstIndex { $0 >= 1000 } : nil
                guard let index = first ?? bounds.values.firstIndex(where: { $0 > limit }) else { return nil }
                let place =
                    bounds.places.isEmpty
                    ? bounds.place
                    : Span(source: bounds.place.source, start: bounds.places[index].start, end: bounds.place.end)
                return Finding(
                    boundsUnsuitableForUnit.rule, at: place,
                    "a bound of \(BoundText.text(of: bounds.values.last ?? limit)) is too large for \(unit.words), the unit of \(quoted: metric.name), and was most likely meant in another unit",
                    help: "write the bounds in \(unit.words), or correct the metric's `unit`",
                    related: bounds.owner.span == input.name(of: metric)
                        ? [] : [.init("\(quoted: metric.name) has these bounds", at: input.name(of: metric))])
            }
        }
    }

    /// What is in the default bounds of OpenTelemetry, which are milliseconds.
    private static let usualMilliseconds: [Double] = [5, 10, 25, 50, 100, 250, 500, 1000]
}
