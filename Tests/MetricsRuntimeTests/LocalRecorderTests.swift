// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MetricsRuntime

@Suite("Recorders for one owner")
struct LocalRecorderTests {
    private func metric() throws -> SingleMetric {
        try SingleMetric {
            $0.counter(0, "x_total", "X.", MetricLabels())
            $0.histogram(1, "h", "H.", MetricLabels(), [1, 2])
        }
    }

    private struct Stop: Error {}

    @Test("what a local counter counts goes over when it is flushed, after so many, and when it ends, however it does")
    func counter() throws {
        let metric = try metric()
        let counter = metric.series.counter(0)
        do {
            var local = counter.local(flushAfter: 10)
            for _ in 0..<9 { local.increment() }
            #expect(metric.samples[0] == "x_total 0.0")
            local.increment()
            #expect(metric.samples[0] == "x_total 10.0")
            local.increment(by: 3)
            let isAdded = local.increment(by: -1)
            #expect(!isAdded)
            local.flush()
            #expect(metric.samples[0] == "x_total 13.0")
            local.increment(by: 25)
            #expect(metric.samples[0] == "x_total 38.0")
            local.increment(by: 2)
        }
        #expect(metric.samples[0] == "x_total 40.0")
        func fail() throws {
            var local = counter.local()
            local.increment()
            throw Stop()
        }
        #expect(throws: Stop.self) { try fail() }
        #expect(metric.samples[0] == "x_total 41.0")
    }

    @Test("what a local histogram observes goes over in the same ways, buckets and sum")
    func histogram() throws {
        let metric = try metric()
        do {
            var local = metric.series.histogram(1).local(flushAfter: 3)
            for value in [0.5, 1, 1.5] { local.observe(value) }
            #expect(metric.samples.last == "h_count 3.0")
            local.observe(Double.nan)
            local.observe(9)
            #expect(metric.samples.last == "h_count 3.0")
        }
        #expect(
            Array(metric.samples[1...]) == [
                #"h_bucket{le="1.0"} 2.0"#, #"h_bucket{le="2.0"} 3.0"#, #"h_bucket{le="+Inf"} 5.0"#, "h_sum NaN",
                "h_count 5.0",
            ])
    }

    @Test("in a shared directory they work like everywhere")
    func shared() throws {
        let directory = try SharedDirectory()
        let series = try ProductUnderTest().register(in: directory.registry()) {
            $0.counter(0, "x_total", "X.", MetricLabels())
            $0.histogram(1, "h", "H.", MetricLabels(), [1])
        }
        do {
            var counter = series.counter(0).local()
            var histogram = series.histogram(1).local()
            for number in 0..<5 {
                counter.increment()
                histogram.observe(number)
            }
        }
        #expect(directory.samples("x_total") == ["x_total 5.0"])
        #expect(directory.samples("h_count") == ["h_count 5.0"])
        #expect(directory.samples("h_sum") == ["h_sum 10.0"])
    }

    @Test("those of a hidden metric do nothing")
    func hidden() {
        var counter = Counter(nil).local()
        counter.increment()
        counter.flush()
        var histogram = Histogram(nil).local()
        histogram.observe(1)
        histogram.flush()
    }
}
