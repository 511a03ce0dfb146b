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

    @Test("a gauge with an initial value has its series from the start, and is added to")
    func initial() throws {
        let metric = try SingleMetric {
            $0.gauge(
                0, "queue_length", "Waiting.", MetricLabels(closed: [ClosedLabel("till", ["a", "b"])]), .sum,
                .init(initial: 2))
        }
        #expect(metric.samples == [#"queue_length{till="a"} 2.0"#, #"queue_length{till="b"} 2.0"#])
        metric.series.gauge(1).increment()
        #expect(metric.samples == [#"queue_length{till="a"} 2.0"#, #"queue_length{till="b"} 3.0"#])
    }

    @Test("a series of an open label has the initial value when it is looked up, and again after it was removed")
    func initialOfOpenLabel() throws {
        let metric = try SingleMetric {
            $0.gauge(0, "queue_length", "Waiting.", MetricLabels(open: ["till"]), .sum, .init(initial: -1))
        }
        #expect(metric.samples == [])
        metric.series.open(0).gauge("a").increment(by: 3)
        _ = metric.series.open(0).gauge("b")
        #expect(metric.samples == [#"queue_length{till="a"} 2.0"#, #"queue_length{till="b"} -1.0"#])
        metric.registry.removeSeries(of: "queue_length", "a")
        _ = metric.series.open(0).gauge("a")
        #expect(Set(metric.samples) == [#"queue_length{till="a"} -1.0"#, #"queue_length{till="b"} -1.0"#])
    }

    @Test("one family has one initial value")
    func conflict() throws {
        func declare(_ initial: Double?) -> (inout ProductDeclaration) -> Void {
            { $0.gauge(0, "queue_length", "Waiting.", MetricLabels(), .sum, .init(initial: initial)) }
        }
        _ = try ProductUnderTest(name: "kiosk").register(in: metric.registry, declare(nil))
        #expect(throws: MetricsSetupError.conflict(metric: "queue_length", existing: "queue_length", fault: .initial)) {
            _ = try ProductUnderTest(name: "stall").register(in: metric.registry, declare(0))
        }
    }

    @Test("adding to a gauge that was never set starts at 0")
    func increment() {
        gauge.increment()
        gauge.increment(by: 2.5)
        gauge.decrement(by: 0.5)
        #expect(metric.samples == ["queue_length 3.0"])
    }
}
