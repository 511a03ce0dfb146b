// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsRuntime
import Testing

@Suite("Gauges")
struct GaugeTests {
    private let metric: SingleMetric
    private var gauge: Gauge { metric.series.gauge(0) }

    init() throws { metric = try SingleMetric { $0.gauge(0, "queue_length", "Waiting.", MetricLabels(), .sum) } }

    @Test("a gauge has no series until it is set, only its heading")
    func unset() {
        #expect(metric.registry.exposition() == "# HELP queue_length Waiting.\n# TYPE queue_length gauge\n")
    }

    @Test(
        "a gauge takes any double",
        arguments: zip(
            [0, -0.0, 1.5, -3e9, .nan, .infinity, -.infinity, .leastNonzeroMagnitude],
            ["0.0", "-0.0", "1.5", "-3000000000.0", "NaN", "+Inf", "-Inf", "5e-324"]))
    func set(value: Double, text: String) {
        gauge.set(value)
        #expect(metric.samples == ["queue_length \(text)"])
    }

    @Test("the last value set counts")
    func last() {
        gauge.set(7)
        gauge.set(3)
        #expect(metric.samples == ["queue_length 3.0"])
    }

    @Test("adding to a gauge that was never set starts at 0")
    func increment() {
        gauge.increment()
        gauge.increment(by: 2.5)
        gauge.decrement(by: 0.5)
        #expect(metric.samples == ["queue_length 3.0"])
    }
}
