// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MetricsRuntime

@Suite("Histograms")
struct HistogramTests {
    private func metric(_ bounds: [Double]) throws -> SingleMetric {
        try SingleMetric { $0.histogram(0, "wait_seconds", "Wait.", MetricLabels(), bounds) }
    }

    @Test("buckets are cumulative, the count is that of +Inf, and all are there before anything was observed")
    func shape() throws {
        let metric = try metric([0.5, 2])
        #expect(
            metric.samples == [
                #"wait_seconds_bucket{le="0.5"} 0.0"#, #"wait_seconds_bucket{le="2.0"} 0.0"#,
                #"wait_seconds_bucket{le="+Inf"} 0.0"#, "wait_seconds_sum 0.0", "wait_seconds_count 0.0",
            ])
        for value in [0.25, 1, 1, 8] { metric.series.histogram(0).observe(value) }
        #expect(
            metric.samples == [
                #"wait_seconds_bucket{le="0.5"} 1.0"#, #"wait_seconds_bucket{le="2.0"} 3.0"#,
                #"wait_seconds_bucket{le="+Inf"} 4.0"#, "wait_seconds_sum 10.25", "wait_seconds_count 4.0",
            ])
    }

    @Test("a value that equals a bound falls into its bucket")
    func inclusive() throws {
        let metric = try metric([1, 2])
        metric.series.histogram(0).observe(1)
        #expect(metric.samples[0] == #"wait_seconds_bucket{le="1.0"} 1.0"#)
    }

    @Test("NaN and infinity fall into +Inf, minus infinity into the first bucket")
    func notFinite() throws {
        let metric = try metric([1, 2])
        metric.series.histogram(0).observe(-.infinity)
        metric.series.histogram(0).observe(.infinity)
        metric.series.histogram(0).observe(.nan)
        #expect(
            metric.samples == [
                #"wait_seconds_bucket{le="1.0"} 1.0"#, #"wait_seconds_bucket{le="2.0"} 1.0"#,
                #"wait_seconds_bucket{le="+Inf"} 3.0"#, "wait_seconds_sum NaN", "wait_seconds_count 3.0",
            ])
    }

    @Test("the search finds the first bound that is not below the value, for every number of bounds up to 70")
    func search() {
        for count in 1...70 {
            let bounds = (0..<count).map { Double($0) * 2 }
            let cell = HistogramCell.allocate(bounds: bounds)
            for value in stride(from: -1.0, through: Double(count) * 2 + 1, by: 0.5) {
                let expected = bounds.firstIndex { value <= $0 } ?? count
                #expect(HistogramCell.bucketIndex(of: value, in: cell) == expected, "\(value) in \(count) bounds")
            }
            #expect(HistogramCell.bucketIndex(of: .nan, in: cell) == count)
            #expect(HistogramCell.bucketIndex(of: .infinity, in: cell) == count)
        }
    }

    @Test("nothing is lost when several threads observe at once, and no scrape sees a count that differs from +Inf")
    func threads() async throws {
        let metric = try metric([1, 2, 3])
        let histogram = metric.series.histogram(0)
        await withTaskGroup(of: Void.self) { group in
            for thread in 0..<4 {
                group.addTask { for _ in 0..<20_000 { histogram.observe(thread) } }
            }
            for _ in 0..<100 {
                let samples = metric.samples
                let infinity = samples[3].split(separator: " ")[1]
                #expect(samples[5] == "wait_seconds_count \(infinity)")
            }
        }
        #expect(
            metric.samples[3...] == [
                #"wait_seconds_bucket{le="+Inf"} 80000.0"#, "wait_seconds_sum 120000.0", "wait_seconds_count 80000.0",
            ])
    }

    @Test("bounds that no histogram can have are refused with the metric's name")
    func faults() {
        #expect(throws: MetricsSetupError.bounds(metric: "wait_seconds", fault: .empty)) { try metric([]) }
        #expect(throws: MetricsSetupError.bounds(metric: "wait_seconds", fault: .notFinite)) {
            try metric([1, .infinity])
        }
        #expect(throws: MetricsSetupError.bounds(metric: "wait_seconds", fault: .notFinite)) { try metric([.nan]) }
        #expect(throws: MetricsSetupError.bounds(metric: "wait_seconds", fault: .notIncreasing(first: 2, second: 2))) {
            try metric([1, 2, 2])
        }
    }
}
