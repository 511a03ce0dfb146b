// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let counterWithGaugeUnit: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2303", name: "counter-with-gauge-unit", severity: .warning),
            explanation: """
                A counter adds up its increments, and values of some units can't be added up: a sum of temperatures, \
                of ratios or of points in time is meaningless, and so is its rate. Make the metric a gauge, or count \
                what the unit is computed from: hits and requests instead of a hit ratio, seconds of downtime \
                instead of a Boolean.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      last_order_timestamp_seconds_total: {type: counter, help: When the last order came., unit: unix_seconds}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      last_order_timestamp_seconds: {type: gauge, help: When the last order came., unit: unix_seconds}
                """),
        isAboutOneMetric: true
    ) { input in
        input.livingMetrics.compactMap { metric in
            guard metric.kind == .counter, let unit = metric.unit, let advice = unit.insteadOfCounter else {
                return nil
            }
            return Finding(
                counterWithGaugeUnit.rule, at: input.name(of: metric),
                "the counter \(quoted: metric.name) adds up \(unit.words), and such a sum is meaningless", help: advice)
        }
    }
}

extension Metric {
    /// Whether it should be of another kind, which has another name.
    var isCounterWithLevelUnit: Bool { kind == .counter && unit?.insteadOfCounter != nil }
}

extension Unit {
    /// What to do where a counter has this unit; nil for units that can be added up.
    fileprivate var insteadOfCounter: String? {
        switch base.unit {
        case .unixSeconds: "make it a gauge"
        case .celsius, .volts, .amperes, .hertz: "make it a gauge"
        case .watts: "make it a gauge, or count energy in joules"
        case .bool: "make it a gauge, or count how often it happens, without the unit"
        case .ratio: "make it a gauge, or count both parts of the ratio and divide them in the query"
        default: nil
        }
    }
}
