// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ExpositionSyntax
import Testing

@testable import MetricsRuntime

@Suite("Another format")
struct ExpositionWriterTests {
    /// Metrics of the kinds that a directory can hold, with labels that have to be escaped and sorted.
    private func record(in registry: MetricsRegistry, alsoUnshareable: Bool) throws {
        let series = try ProductUnderTest(bound: [("model", "a\"b\\c\n")]).register(in: registry) { product in
            product.counter(0, "requests_total", "Requests \"all\".", MetricLabels(bound: ["model"]))
            product.gauge(1, "depth", "Depth.", MetricLabels(open: ["zone", "area"]), .sum)
            product.histogram(2, "wait_seconds", "Wait.", MetricLabels(bound: ["model"], open: ["key"]), [0.5, 1])
            product.summary(3, "size", "Size.", MetricLabels(open: ["zone"]))
            guard alsoUnshareable else { return }
            product.info(4, "build_info", "Build.", MetricLabels(bound: ["model"]), ["version"])
            product.stateSet(5, "phase", "Phase.", MetricLabels(bound: ["model"]), ["idle", "busy"])
            product.counter(6, "by_code_total", "By code.", MetricLabels(closed: [ClosedLabel("code", ["1", "2"])]))
        }
        series.counter(0).increment(by: 3)
        series.open(1).gauge("z", "a").set(-0.5)
        series.open(2).histogram("k").observe(0.7)
        series.open(2).histogram("k").observe(7)
        series.open(3).summary("q\"").observe(2.5)
        if alsoUnshareable { series.info(4).set(["1.0"]) }
    }

    private func shared(_ number: String) -> String {
        #"""
        # TYPE depth gauge
        # HELP depth Depth.
        depth{area="a",zone="z"} -0.5
        # TYPE requests counter
        # HELP requests Requests \"all\".
        requests_total{model="a\"b\\c\n"} 3\#(number)
        # TYPE size summary
        # HELP size Size.
        size_count{zone="q\""} 1\#(number)
        size_sum{zone="q\""} 2.5
        # TYPE wait_seconds histogram
        # HELP wait_seconds Wait.
        wait_seconds_bucket{key="k",model="a\"b\\c\n",le="0.5"} 0\#(number)
        wait_seconds_bucket{key="k",model="a\"b\\c\n",le="1.0"} 1\#(number)
        wait_seconds_bucket{key="k",model="a\"b\\c\n",le="+Inf"} 2\#(number)
        wait_seconds_count{key="k",model="a\"b\\c\n"} 2\#(number)
        wait_seconds_sum{key="k",model="a\"b\\c\n"} 7.7

        """#
    }

    private func families(_ page: String) -> Set<Substring> {
        Set(page.replacing("# TYPE", with: "\u{0}# TYPE").split(separator: "\u{0}"))
    }

    /// The samples of a page as a reader that is judged by Prometheus understands them, without their order.
    private func samples(_ page: String, _ format: ExpositionFormat) -> Set<String> {
        let read = ExpositionPage(Array(page.utf8), format: format)
        #expect(read.faults == [])
        let samples = read.families.flatMap(\.samples).map { sample in
            let labels = sample.labels.map { "\($0.name.value)=\($0.value.value)" }.sorted()
            return "\(sample.name.value) \(labels) \(sample.value.value)"
        }
        return Set(samples)
    }

    @Test("a page of each format says the same of what is in memory")
    func agreement() throws {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        try record(in: registry, alsoUnshareable: true)
        var writer = OpenMetricsDraft()
        registry.page.visit(&writer)
        let openMetrics = samples(writer.page, .openMetrics)
        #expect(openMetrics.count == 14 && openMetrics == samples(registry.exposition(), .text))
    }

    @Test("a draft of OpenMetrics writes what is in memory, from labels and values alone")
    func memory() throws {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        try record(in: registry, alsoUnshareable: true)
        var writer = OpenMetricsDraft()
        registry.page.visit(&writer)
        let page = writer.page
        #expect(page.hasSuffix("# EOF\n"))
        let rest = #"""
            # TYPE build info
            # HELP build Build.
            build_info{model="a\"b\\c\n",version="1.0"} 1
            # TYPE phase stateset
            # HELP phase Phase.
            phase{model="a\"b\\c\n",phase="idle"} 1
            phase{model="a\"b\\c\n",phase="busy"} 0
            # TYPE by_code counter
            # HELP by_code By code.
            by_code_total{code="1"} 0
            by_code_total{code="2"} 0

            """#
        #expect(families(page.replacing("# EOF\n", with: "")) == families(shared("") + rest))
    }

    @Test("and what files of a directory hold, with the same walk")
    func directory() throws {
        let directory = try SharedDirectory()
        try record(in: directory.registry(), alsoUnshareable: false)
        var writer = OpenMetricsDraft()
        var names = NamesOnPage.none
        MultiprocessReader(directory: directory.path).visit(beside: &names, &writer)
        #expect(writer.page == shared(".0") + "# EOF\n")
    }
}
