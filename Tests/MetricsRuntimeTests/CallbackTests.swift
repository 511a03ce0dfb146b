// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import Testing

@testable import MetricsRuntime

@Suite("Values that are read at a scrape")
struct CallbackTests {
    private struct DiskIsGone: Error {}

    /// What the registry has reported.
    private final class Reports: Sendable {
        private let all = Mutex<[String]>([])
        var messages: [String] { all.withLock { $0 } }
        func add(_ fault: CallbackFault) { all.withLock { $0.append(fault.description) } }
    }

    /// A door that callbacks wait at.
    private final class Door: Sendable {
        private let semaphore = DispatchSemaphore(value: 0)
        func wait() { semaphore.wait() }
        func open() { semaphore.signal() }
    }

    private let reports = Reports()
    private let registry: MetricsRegistry
    private let series: InstanceSeries

    init() throws {
        let reports = reports
        // A deadline far beyond what a call takes: no test waits for it.
        registry = MetricsRegistry(
            storage: .memory, callbackDeadline: .seconds(3600), onCallbackFault: { reports.add($0) })
        series = try ProductUnderTest().register(in: registry) {
            $0.gauge(0, "free_bytes", "Free.", MetricLabels(), .max, .init(source: .callback))
            $0.counter(
                1, "read_total", "Read.", MetricLabels(closed: [ClosedLabel("disk", ["a", "b"])]),
                .init(source: .callback))
            $0.unknown(3, "ticks", "Ticks.", MetricLabels(open: ["till"]), .init(source: .callback))
            $0.counter(4, "seen_total", "Seen.", MetricLabels())
        }
    }

    private var samples: [String] {
        registry.exposition().split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    }

    @Test("a closure gives the value at each scrape, for every kind of label")
    func values() {
        #expect(samples == ["seen_total 0.0"])
        let box = Box()
        series.callback(0).read { Double(box.next()) + 0.5 }
        series.callback(1).read { 7 }
        series.open(3).callback("left").read { -1.5 }
        #expect(
            samples == [
                "free_bytes 1.5", #"read_total{disk="a"} 7.0"#, #"ticks{till="left"} -1.5"#, "seen_total 0.0",
            ])
        #expect(registry.snapshot()["free_bytes"]?[[:]]?.number == 2.5)
        #expect(registry.exposition().contains("# TYPE read_total counter\n"))
        #expect(registry.exposition().contains("# TYPE ticks untyped\n"))
        series.callback(0).read { 1 }
        #expect(samples[0] == "free_bytes 1.0")
        series.callback(0).stop()
        #expect(!samples[0].hasPrefix("free_bytes"))
        registry.removeSeries(of: "ticks", "left")
        #expect(!samples.contains { $0.hasPrefix("ticks") })
        _ = series.open(3).callback("left")
        #expect(samples.contains(#"ticks{till="left"} -1.5"#))
        #expect(reports.messages == [])
    }

    /// Counts calls.
    private final class Box: Sendable {
        private let count = Atomic<Int>(0)
        func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
        var value: Int { count.load(ordering: .relaxed) }
    }

    @Test("an error leaves the series out and the rest of the page as it is, is counted, and reported once")
    func errors() {
        let box = Box()
        series.callback(0).read { if box.next() < 4 { throw DiskIsGone() } else { 2 } }
        series.callback(1).read { -1 }
        series.callback(2).read { 5 }
        for scrape in 1...3 {
            #expect(
                samples == [
                    #"read_total{disk="b"} 5.0"#, "seen_total 0.0",
                    #"metricsgen_callback_faults_total{fault="error",metric="free_bytes"} \#(scrape).0"#,
                    #"metricsgen_callback_faults_total{fault="error",metric="read_total"} \#(scrape).0"#,
                ])
        }
        #expect(samples[0] == "free_bytes 2.0")
        #expect(
            reports.messages == [
                "the callback of `free_bytes` has failed, so it has no value: DiskIsGone()",
                "the callback of `read_total{disk=\"a\"}` has given -1.0 as a count, which is left out",
            ])
    }

    @Test("a closure that hasn't returned at the deadline keeps its last value, delays no other and isn't called again")
    func late() {
        let (door, box) = (Door(), Box())
        series.callback(0).read {
            if box.next() == 2 { door.wait() }
            return 1
        }
        #expect(samples[0] == "free_bytes 1.0")
        registry.callbackDeadline.store(50_000_000, ordering: .relaxed)
        // On a busy machine the call may not even have begun at the deadline, which is the same to the page.
        while box.value < 2 { _ = samples }
        series.callback(1).read { 7 }
        registry.callbackDeadline.store(3_600_000_000_000, ordering: .relaxed)
        // There is nothing to wait for but the other one.
        let samples = samples
        #expect(samples[..<2] == ["free_bytes 1.0", #"read_total{disk="a"} 7.0"#])
        #expect(samples.last?.hasPrefix(#"metricsgen_callback_faults_total{fault="late",metric="free_bytes"}"#) == true)
        #expect(box.value == 2)
        #expect(
            reports.messages == [
                "the callback of `free_bytes` had not returned at the deadline: its last value stays until it returns"
            ])
        door.open()
        // Once it is back, it is called again.
        while box.value < 3 { _ = self.samples }
        #expect(self.samples[0] == "free_bytes 1.0")
    }

    @Test("closures that take long run side by side")
    func sideBySide() {
        // Each waits for the other.
        let (first, second) = (Door(), Door())
        series.callback(0).read {
            second.open()
            first.wait()
            return 1
        }
        series.callback(1).read {
            first.open()
            second.wait()
            return 2
        }
        #expect(samples[..<2] == ["free_bytes 1.0", #"read_total{disk="a"} 2.0"#])
        #expect(reports.messages == [])
    }

    @Test("no lock is held during a call: it may record, look up series, scrape, and add metrics")
    func calls() throws {
        let registry = registry
        let open = series.open(3)
        let counter = series.counter(4)
        series.callback(0).read {
            counter.increment()
            _ = open.callback("right")
            let other = MetricsRegistry(storage: .memory)
            _ = try ProductUnderTest().register(in: other) { $0.counter(0, "x_total", "X.", MetricLabels()) }
            // A scrape of the same registry doesn't call what is running.
            #expect(registry.exposition().contains("# TYPE free_bytes gauge\n"))
            return other.exposition().utf8.count
        }
        #expect(samples.contains("free_bytes 53.0"))
        #expect(samples.contains("seen_total 2.0"))
    }

    @Test("a hidden metric's closure is never called, and a reset keeps closures")
    func hidden() throws {
        CallbackValue(nil).read { fatalError("it is hidden") }
        series.callback(0).read { 3 }
        #expect(samples[0] == "free_bytes 3.0")
        registry.reset()
        #expect(samples[0] == "free_bytes 3.0")
    }

    @Test("they have no place in a shared directory: the registry says so and serves the rest")
    func sharedDirectory() throws {
        let directory = try SharedDirectory()
        let registry = MetricsRegistry(storage: .directory(MultiprocessDirectory(directory.path)))
        let series = try ProductUnderTest().register(in: registry) {
            $0.gauge(0, "free_bytes", "Free.", MetricLabels(), .max, .init(source: .callback))
            $0.counter(1, "read_total", "Read.", MetricLabels(), .init(source: .absolute))
            $0.counter(2, "seen_total", "Seen.", MetricLabels())
            $0.unknown(3, "ticks", "Ticks.", MetricLabels(open: ["till"]))
        }
        series.callback(0).read { 3 }
        AbsoluteCounter(series.gauge(1)).set(total: 7)
        series.open(3).gauge("left").set(1)
        series.counter(2).increment()
        #expect(directory.samples == ["seen_total 1.0"])
    }
}

@Suite("Counters of what counts itself")
struct AbsoluteCounterTests {
    @Test("a counter has a series once its count has been set, and any later count replaces it")
    func values() throws {
        let metric = try SingleMetric {
            $0.counter(0, "read_total", "Read.", MetricLabels(open: ["disk"]), .init(source: .absolute))
        }
        let counter = AbsoluteCounter(metric.series.open(0).gauge("a"))
        #expect(metric.samples == [])
        #expect(counter.set(total: 12))
        #expect(metric.samples == [#"read_total{disk="a"} 12.0"#])
        #expect(counter.set(total: 12.5))
        #expect(metric.samples == [#"read_total{disk="a"} 12.5"#])
        #expect(!counter.set(total: -1))
        #expect(!counter.set(total: .nan))
        #expect(metric.samples == [#"read_total{disk="a"} 12.5"#])
        #expect(counter.set(total: 12.5))
        // A thread that is late.
        #expect(!counter.set(total: 12))
        #expect(metric.samples == [#"read_total{disk="a"} 12.5"#])
        // What counts has started again.
        #expect(counter.restart(total: 3))
        #expect(metric.samples == [#"read_total{disk="a"} 3.0"#])
        #expect(!counter.restart(total: -1))
        #expect(counter.restart())
        #expect(metric.samples == [#"read_total{disk="a"} 0.0"#])
        #expect(metric.registry.exposition().hasPrefix("# HELP read_total Read.\n# TYPE read_total counter\n"))
        metric.registry.reset()
        #expect(metric.samples == [])
    }

    @Test("of several threads, the greatest count stays")
    func threads() throws {
        let metric = try SingleMetric { $0.counter(0, "read_total", "Read.", MetricLabels(), .init(source: .absolute)) }
        let counter = AbsoluteCounter(metric.series.gauge(0))
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            for total in 0..<1_000 { counter.set(total: total * 4 + thread) }
        }
        #expect(metric.samples == ["read_total 3999.0"])
        #expect(AbsoluteCounter(Gauge(nil)).set(total: 1))
    }

    @Test("one family counts in one way")
    func conflict() throws {
        let metric = try SingleMetric { $0.counter(0, "read_total", "Read.", MetricLabels()) }
        #expect(throws: MetricsSetupError.conflict(metric: "read_total", existing: "read_total", fault: .type)) {
            _ = try ProductUnderTest(name: "stall").register(in: metric.registry) {
                $0.counter(0, "read_total", "Read.", MetricLabels(), .init(source: .absolute))
            }
        }
    }
}

@Suite("Collectors")
struct CollectorTests {
    private struct Failure: Error {}

    private struct Collector: MetricsCollector {
        var name = "postgres"
        let body: @Sendable (inout CollectedFamilies) throws -> Void
        func collect(into families: inout CollectedFamilies) throws { try body(&families) }
    }

    private let registry = MetricsRegistry(storage: .memory, constantLabels: ["zone": "b"], onCallbackFault: { _ in })

    @Test("a collector's families follow the registry's own, with all of their series together")
    func families() throws {
        registry.add(
            collector: Collector { families in
                families.gauge("pg_up", "Up.", value: 1)
                families.counter("pg_commits_total", "Commits.", ["database": "a"], total: 3)
                families.histogram(
                    "pg_wait_seconds", "Waited.", buckets: [(0.5, 1), (1, 2)], count: 4, sum: 7.5)
                families.counter("pg_commits_total", "Commits.", ["database": "b\"\n"], total: 4)
                families.summary("pg_size_bytes", "Size.", count: 2, sum: 10)
                families.unknown("pg_x", "X.", value: .nan)
            })
        _ = try ProductUnderTest().register(in: registry) { $0.counter(0, "seen_total", "Seen.", MetricLabels()) }
        #expect(
            registry.exposition() == """
                # HELP seen_total Seen.
                # TYPE seen_total counter
                seen_total{zone="b"} 0.0
                # HELP pg_up Up.
                # TYPE pg_up gauge
                pg_up{zone="b"} 1.0
                # HELP pg_commits_total Commits.
                # TYPE pg_commits_total counter
                pg_commits_total{database="a",zone="b"} 3.0
                pg_commits_total{database="b\\"\\n",zone="b"} 4.0
                # HELP pg_wait_seconds Waited.
                # TYPE pg_wait_seconds histogram
                pg_wait_seconds_bucket{le="0.5",zone="b"} 1.0
                pg_wait_seconds_bucket{le="1.0",zone="b"} 2.0
                pg_wait_seconds_bucket{le="+Inf",zone="b"} 4.0
                pg_wait_seconds_sum{zone="b"} 7.5
                pg_wait_seconds_count{zone="b"} 4.0
                # HELP pg_size_bytes Size.
                # TYPE pg_size_bytes summary
                pg_size_bytes_count{zone="b"} 2.0
                pg_size_bytes_sum{zone="b"} 10.0
                # HELP pg_x X.
                # TYPE pg_x untyped
                pg_x{zone="b"} NaN

                """)
    }

    @Test("what can't be exported is left out and counted, and the rest is served")
    func refused() throws {
        _ = try ProductUnderTest().register(in: registry) { $0.counter(0, "seen_total", "Seen.", MetricLabels()) }
        registry.add(
            collector: Collector { families in
                families.gauge("1a", "A.", value: 1)
                families.gauge("a", "A.", ["b c": ""], value: 1)
                families.gauge("a", "A.", ["zone": ""], value: 1)
                families.gauge("a", "A.", value: 1)
                families.gauge("a", "A.", value: 2)
                families.counter("a", "A.", ["x": ""], total: 1)
                families.gauge("a", "Another help.", ["x": ""], value: 1)
                families.counter("b_total", "B.", total: -1)
                families.histogram("c", "C.", ["le": ""], buckets: [(1, 1)], count: 1, sum: 1)
                families.histogram("c", "C.", buckets: [(1, 2)], count: 1, sum: 1)
                families.histogram("c", "C.", buckets: [(2, 1), (1, 1)], count: 1, sum: 1)
                families.gauge("seen_total", "The registry has it.", value: 1)
            })
        let samples = registry.exposition().split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(
            samples == [
                #"seen_total{zone="b"} 0.0"#, #"a{zone="b"} 1.0"#,
                #"metricsgen_callback_faults_total{fault="error",metric="postgres",zone="b"} 2.0"#,
            ])
    }

    @Test("an error leaves out the collector's families, and no others")
    func errors() {
        registry.add(
            collector: Collector { families in
                families.gauge("a", "A.", value: 1)
                throw Failure()
            })
        registry.add(collector: Collector(name: "other") { $0.gauge("b", "B.", value: 1) })
        let samples = registry.exposition().split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(
            samples == [
                #"b{zone="b"} 1.0"#,
                #"metricsgen_callback_faults_total{fault="error",metric="postgres",zone="b"} 1.0"#,
            ])
    }
}
