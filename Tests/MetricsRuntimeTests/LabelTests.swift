// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsRuntime
import Testing

@Suite("Labels")
struct LabelTests {
    @Test("labels are sorted by name, le among them")
    func sorted() throws {
        let registry = MetricsRegistry(storage: .memory)
        let labels = MetricLabels(bound: ["zone", "app"])
        let product = ProductUnderTest(bound: [("zone", "z"), ("app", "a")])
        _ = try product.register(in: registry) { $0.histogram(0, "wait", "Wait.", labels, [1]) }
        #expect(registry.exposition().contains(#"wait_bucket{app="a",le="1.0",zone="z"} 0.0"#))
    }

    @Test("quotes, backslashes and line feeds in values are escaped, everything else stays")
    func escaping() throws {
        let registry = MetricsRegistry(storage: .memory)
        let product = ProductUnderTest(bound: [("model", "a\"b\\c\nd é 模型 🙂\t")])
        _ = try product.register(in: registry) { $0.counter(0, "x_total", "X.", MetricLabels(bound: ["model"])) }
        #expect(registry.exposition().contains(#"x_total{model="a\"b\\c\nd é 模型 🙂\#t"} 0.0"#))
    }

    @Test("backslashes and line feeds in a help are escaped, quotes are not")
    func help() throws {
        let metric = try SingleMetric { $0.counter(0, "x_total", "a \\ b\nc \"d\"", MetricLabels()) }
        #expect(metric.registry.exposition().hasPrefix(#"# HELP x_total a \\ b\nc "d""#))
    }

    @Test("closed labels have a series for every combination from the start, the last label fastest")
    func closed() throws {
        let labels = MetricLabels(closed: [ClosedLabel("kind", ["a", "b"]), ClosedLabel("way", ["in", "out", ""])])
        let metric = try SingleMetric { $0.counter(0, "x_total", "X.", labels) }
        metric.series.counter(4).increment()
        #expect(
            metric.samples == [
                #"x_total{kind="a",way="in"} 0.0"#, #"x_total{kind="a",way="out"} 0.0"#,
                #"x_total{kind="a",way=""} 0.0"#,
                #"x_total{kind="b",way="in"} 0.0"#, #"x_total{kind="b",way="out"} 1.0"#,
                #"x_total{kind="b",way=""} 0.0"#,
            ])
    }

    @Test("an open label has no series until it is used, then the same one for the same values")
    func open() throws {
        let metric = try SingleMetric { $0.counter(0, "x_total", "X.", MetricLabels(open: ["b", "a"])) }
        #expect(metric.samples.isEmpty)
        metric.series.open(0).counter("1", "2").increment()
        metric.series.open(0).counter("1", "2").increment()
        metric.series.open(0).counter("12", "").increment()
        #expect(metric.samples == [#"x_total{a="2",b="1"} 2.0"#, #"x_total{a="",b="12"} 1.0"#])
    }

    @Test("values that look alike and have other bytes are other series")
    func canonicalEquivalence() throws {
        let metric = try SingleMetric { $0.counter(0, "x_total", "X.", MetricLabels(open: ["a"])) }
        metric.series.open(0).counter("\u{E9}").increment()
        metric.series.open(0).counter("e\u{301}").increment()
        #expect(metric.samples.count == 2)
    }

    @Test("many threads that ask for the same new series get one")
    func openFromThreads() async throws {
        let metric = try SingleMetric { $0.counter(0, "x_total", "X.", MetricLabels(open: ["a"])) }
        let open = metric.series.open(0)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { for value in 0..<500 { open.counter("\(value)").increment() } } }
        }
        #expect(metric.samples.count == 500)
        #expect(metric.samples.allSatisfy { $0.hasSuffix(" 4.0") })
    }
}
