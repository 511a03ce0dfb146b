// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MetricsRuntime

@Suite("Summaries")
struct SummaryTests {
    private let metric: SingleMetric
    private var summary: Summary { metric.series.summary(0) }

    init() throws { metric = try SingleMetric { $0.summary(0, "order_bytes", "Size.", MetricLabels()) } }

    @Test("a summary is there from the start with 0, the count before the sum")
    func start() {
        #expect(
            metric.registry.exposition()
                == "# HELP order_bytes Size.\n# TYPE order_bytes summary\norder_bytes_count 0.0\norder_bytes_sum 0.0\n")
    }

    @Test("observations are counted and added up")
    func observe() {
        summary.observe(1.5)
        summary.observe(3)
        summary.observe(-0.25)
        #expect(metric.samples == ["order_bytes_count 3.0", "order_bytes_sum 4.25"])
    }

    @Test(
        "NaN and the infinities make the sum NaN or infinite",
        arguments: [(Double.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf")])
    func odd(value: Double, sum: String) {
        summary.observe(1)
        summary.observe(value)
        #expect(metric.samples == ["order_bytes_count 2.0", "order_bytes_sum \(sum)"])
    }

    @Test("nothing is lost between threads")
    func threads() async {
        let summary = summary
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { for _ in 0..<10_000 { summary.observe(0.5) } } }
        }
        #expect(metric.samples == ["order_bytes_count 40000.0", "order_bytes_sum 20000.0"])
    }

    @Test("with a closed label there is one for each value, with an open one when it is asked for")
    func labels() throws {
        let metric = try SingleMetric {
            $0.summary(0, "closed", "C.", MetricLabels(closed: [ClosedLabel("till", ["north", "south"])]))
            $0.summary(2, "open", "O.", MetricLabels(open: ["user", "shop"]))
        }
        metric.series.summary(1).observe(2)
        metric.series.open(2).summary("ada", "a\"b").observe(4)
        #expect(
            metric.samples == [
                #"closed_count{till="north"} 0.0"#, #"closed_sum{till="north"} 0.0"#,
                #"closed_count{till="south"} 1.0"#,
                #"closed_sum{till="south"} 2.0"#, #"open_count{shop="a\"b",user="ada"} 1.0"#,
                #"open_sum{shop="a\"b",user="ada"} 4.0"#,
            ])
        #expect(metric.registry.removeSeries(of: "open", "ada", "a\"b"))
        #expect(metric.samples.count == 4)
        metric.series.open(2).summary("ada", "a\"b").observe(1)
        #expect(metric.samples.last == #"open_sum{shop="a\"b",user="ada"} 1.0"#)
    }

    @Test("a counter of the name of its count is refused")
    func collision() {
        #expect(throws: MetricsSetupError.self) {
            try SingleMetric {
                $0.summary(0, "x", "X.", MetricLabels())
                $0.counter(1, "x_count", "X.", MetricLabels())
            }
        }
    }

    @Test("what a local summary observes goes over when it is flushed, after so many, and when it ends")
    func local() {
        do {
            var local = summary.local(flushAfter: 3)
            for value in [0.5, 1, 1.5] { local.observe(value) }
            #expect(metric.samples == ["order_bytes_count 3.0", "order_bytes_sum 3.0"])
            local.observe(2)
            local.flush()
            #expect(metric.samples == ["order_bytes_count 4.0", "order_bytes_sum 5.0"])
            local.observe(7)
            #expect(metric.samples[0] == "order_bytes_count 4.0")
        }
        #expect(metric.samples == ["order_bytes_count 5.0", "order_bytes_sum 12.0"])
        var hidden = Summary(nil).local()
        hidden.observe(1)
        hidden.flush()
    }

    @Test("one of whole numbers takes them")
    func whole() {
        IntegerSummary(summary).observe(7)
        #expect(metric.samples == ["order_bytes_count 1.0", "order_bytes_sum 7.0"])
    }
}
