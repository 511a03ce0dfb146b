// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let unitMissingFromSpec: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2304", name: "unit-missing-from-spec", severity: .warning),
            explanation: """
                The name of a metric ends with a unit, but the metric has no `unit`. People read the name, but all \
                outputs use `unit`: without it an axis has no unit, a histogram of times becomes a heatmap instead \
                of quantiles, and its panel isn't on the overview. Add the unit.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_duration_seconds: {type: histogram, help: How long an order took., buckets: [0.1, 1, 5]}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_duration_seconds: {type: histogram, help: How long an order took., unit: seconds, buckets: [0.1, 1, 5]}
                """),
        isAboutOneMetric: true
    ) { input in
        input.namedMetrics.compactMap { metric in
            guard metric.unit == nil, metric.kind.hasUnit, let unit = metric.unitInName else { return nil }
            let isMoment = metric.kind == .gauge && unit == .seconds && metric.nameWords.contains("time")
            let written = unit.name
            return Finding(
                unitMissingFromSpec.rule, at: input.name(of: metric),
                "the name \(quoted: metric.name) says \(unit.words), and the metric has no `unit`",
                notes: ["its panel shows numbers without a unit"],
                help: "add `unit: \(written)`"
                    + (isMoment ? ", or `unit: unix_seconds` if the value is a point in time" : ""))
        }
    }
}

extension Metric {
    /// The unit that its name ends in, before a counter's `_total`. Only words that mean nothing else.
    fileprivate var unitInName: Unit? {
        var words = nameWords
        if words.last == "total" { words.removeLast() }
        // A rate, such as `reads_per_seconds`.
        guard let last = words.popLast(), words.last != "per", !words.isEmpty || key == last else { return nil }
        if last == "seconds", words.last == "timestamp" { return .unixSeconds }
        let units: [Unit] = [.seconds, .bytes, .ratio, .celsius, .joules, .watts, .volts, .amperes, .hertz]
        return units.first { $0.name == last }
    }
}
