// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MetricsRuntime

@Suite("Registry")
struct RegistryTests {
    private let registry = MetricsRegistry(storage: .memory)

    private func model(_ name: String, bounds: [Double] = [1]) throws(MetricsSetupError) -> InstanceSeries {
        try ProductUnderTest(bound: [("model", name)]).register(in: registry) { product in
            product.counter(0, "requests_total", "Requests.", MetricLabels(bound: ["model"]))
            product.histogram(1, "wait", "Wait.", MetricLabels(bound: ["model"]), bounds)
            product.counter(2, "shared_total", "Of all models.", MetricLabels())
        }
    }

    private func samples(_ name: String) -> [String] {
        registry.exposition().split(separator: "\n").filter { $0.hasPrefix(name) }.map(String.init)
    }

    @Test("two instances with other bound labels share the families")
    func sharing() throws {
        try model("a").counter(0).increment()
        try model("b").counter(0).increment(by: 2)
        #expect(samples("requests_total") == [#"requests_total{model="a"} 1.0"#, #"requests_total{model="b"} 2.0"#])
        #expect(
            samples("# TYPE") == [
                "# TYPE requests_total counter", "# TYPE wait histogram", "# TYPE shared_total counter",
            ])
    }

    @Test("a metric without the labels that tell two instances apart is one series that both count into")
    func sharedSeries() throws {
        let first = try model("a")
        first.counter(2).increment()
        let second = try model("b")
        second.counter(2).increment()
        #expect(samples("shared_total") == ["shared_total 2.0"])
        // The first model is made again; the second still counts into the series that they share.
        let again = try model("a")
        again.counter(2).increment()
        second.counter(2).increment()
        #expect(samples("shared_total") == ["shared_total 4.0"])
    }

    @Test("an instance with the same bound labels goes on with its series, and other bounds take the place of the old")
    func madeAgain() throws {
        let old = try model("a")
        old.counter(0).increment(by: 5)
        let new = try model("a", bounds: [1, 2])
        old.counter(0).increment(by: 5)
        new.counter(0).increment()
        #expect(samples("requests_total") == [#"requests_total{model="a"} 11.0"#])
        #expect(samples("wait_bucket").count == 3)
    }

    @Test("a product that is made twice in one registry says so, once")
    func madeTwice() throws {
        let heard = Lock([[String]]())
        let registry = MetricsRegistry(storage: .memory) { report in heard.withLock { $0.append(report.warnings) } }
        for _ in 0..<3 {
            _ = try ProductUnderTest().register(in: registry) { $0.counter(0, "c_total", "C.", MetricLabels()) }
        }
        let warning =
            "the metrics of `shop` were made twice in one registry: both record into the same series; make them once and share them"
        #expect(heard.withLock { $0 } == [[], [warning]])
    }

    @Test("instances of one product may have other bounds")
    func boundsByInstance() throws {
        _ = try model("a", bounds: [1])
        _ = try model("b", bounds: [1, 2])
        #expect(samples("wait_bucket").count == 5)
    }

    @Test("handles outlive their registry")
    func handlesOutliveRegistry() throws {
        weak var registry: MetricsRegistry?
        func counter() throws -> Counter {
            let metric = try SingleMetric { $0.counter(0, "x_total", "X.", MetricLabels()) }
            registry = metric.registry
            return metric.series.counter(0)
        }
        let handle = try counter()
        #expect(registry == nil)
        handle.increment(by: 3)
        // Were the cell's memory free, one of these would have it.
        for _ in 0..<100 { try counter().increment(by: 5) }
        let cell = try #require(handle.cell).assumingMemoryBound(to: CounterCell.self)
        #expect(cell.pointee.whole.load(ordering: .relaxed) == 3)
    }

    @Test("what is there already is named when another product wants the same name with another meaning")
    func conflicts() throws {
        _ = try model("a")
        func register(_ declare: (inout ProductDeclaration) -> Void) throws(MetricsSetupError) {
            _ = try ProductUnderTest(name: "other", bound: [("model", "a")]).register(in: registry, declare)
        }
        let labels = MetricLabels(bound: ["model"])
        let before = registry.exposition()
        #expect(throws: MetricsSetupError.conflict(metric: "wait", existing: "wait", fault: .type)) {
            try register { $0.counter(0, "wait", "Wait.", labels) }
        }
        #expect(throws: MetricsSetupError.conflict(metric: "wait", existing: "wait", fault: .help)) {
            try register { $0.histogram(0, "wait", "Wait!", labels, [1]) }
        }
        #expect(throws: MetricsSetupError.conflict(metric: "wait", existing: "wait", fault: .labels)) {
            try register { $0.histogram(0, "wait", "Wait.", MetricLabels(), [1]) }
        }
        #expect(throws: MetricsSetupError.conflict(metric: "wait", existing: "wait", fault: .bounds)) {
            try register { $0.histogram(0, "wait", "Wait.", labels, [2]) }
        }
        #expect(
            throws: MetricsSetupError.conflict(metric: "wait_sum", existing: "wait", fault: .seriesName("wait_sum"))
        ) {
            try register {
                $0.counter(0, "fine_total", "Fine.", MetricLabels())
                $0.counter(1, "wait_sum", "Sum.", MetricLabels())
            }
        }
        #expect(registry.exposition() == before, "a registration that fails leaves no trace")
    }

    @Test("a family whose last instance hides it is gone, and its names are free again")
    func familyGoes() throws {
        func register(_ version: String) throws {
            var product = ProductUnderTest()
            product.visibility = try Visibility(productVersion: version)
            _ = try product.register(in: registry) {
                $0.counter(
                    0, "old_total", "Old.", MetricLabels(),
                    .init(deprecated: .init(since: .init(1, 0), hideAfter: 1, removeAfter: 2)))
                $0.counter(1, "new_total", "New.", MetricLabels())
            }
        }
        try register("1.0.0")
        #expect(samples("# TYPE").count == 2)
        try register("1.1.0")
        #expect(samples("# TYPE") == ["# TYPE new_total counter"])
        _ = try ProductUnderTest(name: "other").register(in: registry) {
            $0.gauge(0, "old_total", "Now a gauge.", MetricLabels(), .sum)
        }
        #expect(samples("# TYPE").count == 2)
    }
}
