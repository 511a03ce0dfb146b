// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsRuntime
import Testing

@Suite("Counters")
struct CounterTests {
    private let metric: SingleMetric
    private var counter: Counter { metric.series.counter(0) }

    init() throws { metric = try SingleMetric { $0.counter(0, "orders_total", "Orders.", MetricLabels()) } }

    @Test("a counter is there with 0 before anything was recorded")
    func startsAtZero() { #expect(metric.samples == ["orders_total 0.0"]) }

    @Test("whole amounts add up exactly beyond 2^53, where doubles lose them")
    func exact() {
        counter.increment(by: 1 << 53)
        counter.increment()
        #expect(metric.samples == ["orders_total 9.007199254740993e+15"])
        counter.increment(by: Int.max)
        #expect(metric.samples == ["orders_total 9.2323792361095168e+18"], "9223372036854775807 + 9007199254740993")
    }

    @Test("amounts with a fraction add up beside the whole ones")
    func fraction() {
        counter.increment(by: 2.0)
        counter.increment(by: 0.25)
        counter.increment(by: 0.5)
        #expect(metric.samples == ["orders_total 2.75"])
    }

    @Test("a negative amount is refused and nothing is added", arguments: [-1, Int.min])
    func negative(amount: Int) {
        #expect(!counter.increment(by: amount))
        #expect(metric.samples == ["orders_total 0.0"])
    }

    @Test("a negative amount and NaN are refused and nothing is added", arguments: [-0.5, -.infinity, .nan])
    func negative(amount: Double) {
        #expect(!counter.increment(by: amount))
        #expect(metric.samples == ["orders_total 0.0"])
    }

    @Test("an amount of zero is accepted, negative zero too", arguments: [0.0, -0.0])
    func zero(amount: Double) {
        #expect(counter.increment(by: amount))
        #expect(metric.samples == ["orders_total 0.0"])
    }

    @Test(
        "amounts from 2^53 on and infinity are accepted",
        arguments: zip([0x1p60, .infinity], ["1.152921504606847e+18", "+Inf"]))
    func large(amount: Double, text: String) {
        #expect(counter.increment(by: amount))
        #expect(metric.samples == ["orders_total \(text)"])
    }

    @Test("nothing is lost when several threads add at once")
    func threads() async {
        let counter = counter
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<50_000 {
                        counter.increment()
                        counter.increment(by: 0.5)
                    }
                }
            }
        }
        #expect(metric.samples == ["orders_total 600000.0"])
    }
}
