// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if SwiftMetrics
    import CoreMetrics
    import MetricsRuntime
    import Synchronization
    import TestSupport
    import Testing

    @testable import MetricsBridge

    @Suite("What swift-metrics records in a registry")
    struct BridgeTests {
        // MARK: Types

        @Test("counters of both kinds count into a series whose name ends in _total")
        func counters() throws {
            let bridge = try BridgeUnderTest()
            bridge.counter("orders.placed").increment(by: 3)
            bridge.floatingPointCounter("orders.placed").increment(by: 0.5)
            bridge.counter("orders_total").increment()
            #expect(bridge.samples == ["orders_placed_total 3.5", "orders_total 1.0"])
            bridge.counter("orders.placed").reset()
            #expect(bridge.samples.first == "orders_placed_total 0.0")
            #expect(bridge.registry.exposition().contains("# TYPE orders_placed_total counter\n"))
            #expect(bridge.faults.isEmpty)
        }

        @Test("meters and gauges are gauges, which have no series before they have a value")
        func gauges() throws {
            let bridge = try BridgeUnderTest()
            let meter = bridge.meter("open")
            #expect(bridge.samples.isEmpty)
            meter.increment()
            meter.increment(by: 2)
            meter.decrement(by: 0.5)
            bridge.gauge("temperature").record(21.5)
            #expect(bridge.samples == ["open 2.5", "temperature 21.5"])
            meter.set(7)
            bridge.gauge("open").record(8)
            #expect(bridge.samples.first == "open 8.0")
            #expect(bridge.registry.exposition().contains("# TYPE open gauge\n"))
        }

        @Test("recorders that aggregate are histograms with the bounds that are configured")
        func recorders() throws {
            let bridge = try BridgeUnderTest {
                $0.recorderBounds = [1, 10]
                $0.bounds["batch.size"] = [4]
            }
            bridge.recorder("body").record(5)
            bridge.recorder("batch.size").record(4)
            #expect(
                bridge.samples == [
                    #"body_bucket{le="1.0"} 0.0"#, #"body_bucket{le="10.0"} 1.0"#, #"body_bucket{le="+Inf"} 1.0"#,
                    "body_sum 5.0", "body_count 1.0", #"batch_size_bucket{le="4.0"} 1.0"#,
                    #"batch_size_bucket{le="+Inf"} 1.0"#, "batch_size_sum 4.0", "batch_size_count 1.0",
                ])
            #expect(throws: MetricsSetupError.self) { try BridgeUnderTest { $0.durationBounds = [2, 1] } }
            #expect(throws: MetricsSetupError.self) { try BridgeUnderTest { $0.bounds["x"] = [] } }
        }

        @Test("timers are in seconds, whatever unit recorded them and whatever unit their label and code prefer")
        func timers() throws {
            let bridge = try BridgeUnderTest { $0.durationBounds = [0.1, 1] }
            let timer = bridge.timer("request.duration", unit: .milliseconds)
            timer.recordMilliseconds(100)
            timer.recordSeconds(2)
            timer.recordMicroseconds(500_000)
            bridge.timer("wait_milliseconds").recordMicroseconds(1)
            bridge.timer("work.seconds").recordNanoseconds(1)
            let values = bridge.registry.snapshot()
            let duration = try #require(values["request_duration_seconds"]?[[:]])
            #expect(duration.sum == 2.6 && duration.count == 3)
            guard case .histogram(let histogram) = duration else { Issue.record("not a histogram"); return }
            #expect(histogram.buckets.map(\.count) == [1, 2, 3])
            #expect(values["wait_seconds"]?[[:]]?.sum == 1e-6)
            #expect(values["work_seconds"]?[[:]]?.sum == 1e-9)
        }

        @Test("the help names the label, or is what the configuration says")
        func help() throws {
            let bridge = try BridgeUnderTest {
                $0.help = { $0 == "known" ? "Said.\nOften." : nil }
                $0.rename = { "app." + $0 }
            }
            bridge.counter("known").increment()
            bridge.counter("a\nb\"c\\").increment()
            let page = bridge.registry.exposition()
            #expect(page.contains("# HELP app_known_total Said.\\nOften.\n"), "\(page)")
            #expect(
                page.contains("# HELP app_a_b_c__total Counted through swift-metrics as a\\nb\"c\\\\.\n"), "\(page)")
        }

        // MARK: Names and labels

        @Test(
            "every label becomes a legal name, and always the same one",
            arguments: [
                ("http.server.requests", "http_server_requests"), ("vllm:prompt-tokens", "vllm:prompt_tokens"),
                ("5xx", "_5xx"), ("", "_"), ("größe", "gr__e"), ("a b/c", "a_b_c"), ("😀", "_"), ("_x9", "_x9"),
            ])
        func names(label: String, name: String) throws {
            let bridge = try BridgeUnderTest()
            bridge.gauge(label, [(label, "v")]).record(1)
            let dimension = name.replacing(":", with: "_")
            #expect(bridge.samples == ["\(name){\(dimension)=\"v\"} 1.0"])
        }

        @Test("values of dimensions are escaped")
        func escapes() throws {
            let bridge = try BridgeUnderTest()
            bridge.counter("a", [("path", "a\"b\\c\nd")]).increment()
            #expect(bridge.samples == [#"a_total{path="a\"b\\c\nd"} 1.0"#])
        }

        @Test("dimensions in another order, empty ones and handlers made again are the same series")
        func sameSeries() throws {
            let bridge = try BridgeUnderTest()
            for _ in 0..<3 { bridge.counter("a", [("x", "1"), ("y", "2")]).increment() }
            bridge.counter("a", [("y", "2"), ("x", "1"), ("z", "")]).increment()
            #expect(bridge.samples == [#"a_total{x="1",y="2"} 4.0"#])
            // Code points count, not how a value looks.
            bridge.counter("b", [("x", "\u{E9}")]).increment()
            bridge.counter("b", [("x", "e\u{301}")]).increment()
            #expect(bridge.samples.count == 3)
        }

        @Test(
            "series of one metric can have other labels than the rest, or none, and none is made that nobody asked for")
        func otherLabels() throws {
            let bridge = try BridgeUnderTest()
            bridge.counter("a", [("method", "GET")]).increment()
            bridge.counter("a", [("method", "GET"), ("status", "200")]).increment()
            #expect(bridge.samples == [#"a_total{method="GET"} 1.0"#, #"a_total{method="GET",status="200"} 1.0"#])
            bridge.counter("a").increment()
            #expect(bridge.samples.last == "a_total 1.0")
            #expect(bridge.registry.exposition().components(separatedBy: "# TYPE a_total").count == 2)
        }

        @Test(
            "labels that samples have, those of Prometheus and constant ones get another name, and equal names one value"
        )
        func reservedLabels() throws {
            let bridge = try BridgeUnderTest(MetricsRegistry(storage: .memory, constantLabels: ["zone": "n"])) {
                $0.recorderBounds = [1]
            }
            bridge.recorder("a", [("le", "x")]).record(1)
            bridge.gauge("b", [("le", "x"), ("__name__", "y"), ("zone", "z"), ("a.b", "1"), ("a_b", "2")]).record(1)
            #expect(bridge.samples.first == #"a_bucket{exported_le="x",le="1.0",zone="n"} 1.0"#)
            #expect(
                bridge.samples.last
                    == #"b{a_b="1;2",exported___name__="y",exported_zone="z",le="x",zone="n"} 1.0"#)
        }

        // MARK: What can't be exported

        @Test("the first type of a name stays; what others record is counted and reported once")
        func types() throws {
            let bridge = try BridgeUnderTest()
            bridge.gauge("a").record(1)
            for _ in 0..<2 { bridge.recorder("a", [("x", "1")]).record(1) }
            bridge.recorder("a", [("x", "2")]).record(1.5)
            #expect(bridge.samples == ["a 1.0"])
            #expect(bridge.faultCount("type", "a") == 3)
            #expect(bridge.faults == [BridgeFault(label: "a", name: "a", reason: .type(.gauge))])
        }

        @Test("two labels that become one name don't count into each other")
        func collidingNames() throws {
            let bridge = try BridgeUnderTest()
            bridge.counter("a.b").increment()
            bridge.floatingPointCounter("a-b").increment(by: 1)
            #expect(bridge.samples == ["a_b_total 1.0"])
            #expect(bridge.faultCount("name", "a_b_total") == 1)
            #expect(bridge.faults == [BridgeFault(label: "a-b", name: "a_b_total", reason: .name(takenBy: "a.b"))])
        }

        @Test("the series of one metric don't get the name of another")
        func collidingSeries() throws {
            let bridge = try BridgeUnderTest()
            bridge.recorder("a").record(1)
            bridge.gauge("a_count").record(1)
            bridge.gauge("b_sum").record(1)
            bridge.recorder("b").record(1)
            #expect(
                bridge.faults.map(\.reason) == [
                    .series(of: "a"), .series(of: "b_sum"),
                ])
            bridge.counter("metricsgen_label_overflow").increment()
            #expect(bridge.faults.last?.reason == .series(of: "metricsgen_label_overflow_total"))
        }

        @Test("amounts that a metric can't take are counted, and change nothing")
        func amounts() throws {
            let bridge = try BridgeUnderTest()
            let counter = bridge.floatingPointCounter("a")
            for amount in [-1, Double.nan, .infinity] { counter.increment(by: amount) }
            bridge.counter("a").increment(by: -1)
            bridge.meter("b").increment(by: Double.nan)
            for value in [Double.nan, -.infinity] { bridge.recorder("c").record(value) }
            bridge.timer("d").recordNanoseconds(-1)
            bridge.timer("d").recordSeconds(Double.nan)
            #expect(bridge.registry.snapshot()["a_total"]?[[:]]?.number == 0)
            #expect(bridge.registry.snapshot()["c"]?[[:]]?.sum == 0)
            #expect(bridge.registry.snapshot()["d_seconds"]?[[:]]?.count == 0)
            let counts = ["a_total", "b", "c", "d_seconds"].map { bridge.faultCount("amount", $0) }
            // swift-metrics passes on only amounts above 0.
            #expect(counts[1...] == [1, 2, 2] && counts[0] >= 1)
            #expect(bridge.faults.count == 4)
            // What a gauge is set to can be anything.
            bridge.gauge("e").record(Double.nan)
            #expect(bridge.samples.last == "e NaN")
        }

        @Test("names, dimensions and values have a largest size")
        func sizes() throws {
            let bridge = try BridgeUnderTest()
            let long = String(repeating: "x", count: 300)
            bridge.counter(long).increment()
            bridge.counter("a", [(long, "1")]).increment()
            bridge.counter("b", [("x", String(repeating: "y", count: 5000))]).increment()
            bridge.counter("c", (0..<33).map { ("d\($0)", "1") }).increment()
            #expect(bridge.samples.isEmpty)
            #expect(bridge.faults.count == 4 && bridge.faults.allSatisfy { $0.reason == .size })
            #expect(bridge.registry.exposition().utf8.count < 4000)
        }

        @Test("series beyond the limit share one, and are counted")
        func limit() throws {
            let bridge = try BridgeUnderTest { $0.largestSeriesCount = 2 }
            for user in 0..<10 { bridge.counter("a", [("user", "\(user)")]).increment() }
            bridge.counter("a", [("user", "0")]).increment()
            #expect(
                bridge.samples == [
                    #"a_total{user="0"} 2.0"#, #"a_total{user="1"} 1.0"#, #"a_total{user="overflow"} 8.0"#,
                    #"metricsgen_label_overflow_total{metric="a_total"} 8.0"#,
                ])
            // Names of labels have a limit too.
            for number in 0..<100 { bridge.counter("a", [("l\(number)", "1")]).increment() }
            #expect(bridge.samples.count == 4 + 15)
            #expect(bridge.faults.isEmpty)
        }

        @Test("a registry has a limit of such metrics")
        func manyMetrics() throws {
            let bridge = try BridgeUnderTest()
            for number in 0..<2001 { bridge.counter("a\(number)").increment() }
            #expect(bridge.samples.count == 2000)
            #expect(bridge.faults.map(\.reason) == [.tooManyMetrics(2000)])
            #expect(bridge.faultCount("metrics", "a2000_total") == 1)
        }

        // MARK: Destroying

        @Test("a destroyed metric has no series, and begins again at 0 when it is made again")
        func destroyed() throws {
            let bridge = try BridgeUnderTest { $0.recorderBounds = [1] }
            let counter = bridge.counter("a", [("x", "1")])
            let meter = bridge.meter("b")
            let recorder = bridge.recorder("c")
            bridge.counter("a", [("x", "2")]).increment()
            counter.increment()
            meter.set(2)
            recorder.record(1)
            counter.destroy()
            meter.destroy()
            recorder.destroy()
            recorder.destroy()
            #expect(bridge.samples == [#"a_total{x="2"} 1.0"#])
            // A handler that is still around does no harm.
            counter.increment()
            meter.set(3)
            recorder.record(2)
            #expect(bridge.samples == [#"a_total{x="2"} 1.0"#])
            bridge.counter("a", [("x", "1")]).increment()
            _ = bridge.meter("b")
            _ = bridge.recorder("c")
            let page = bridge.samples
            #expect(page.filter { $0.hasPrefix("a") } == [#"a_total{x="1"} 1.0"#, #"a_total{x="2"} 1.0"#])
            #expect(!page.contains { $0.hasPrefix("b") } && page.contains("c_count 0.0"), "\(page)")
            // A handler of another factory.
            bridge.factory.destroyCounter(NOOPMetricsHandler.instance)
        }

        // MARK: Beside typed metrics

        private func typed(_ name: String, in registry: MetricsRegistry) throws -> MetricsRuntime.Counter {
            var product = ProductDeclaration(name: "shop", version: "1.0.0")
            product.counter(0, name, "Typed.", MetricLabels())
            return try product.register(in: registry, visibility: Visibility()).counter(0)
        }

        @Test("a typed metric goes before one of swift-metrics that gets its name, whichever was made first")
        func typedMetrics() throws {
            let bridge = try BridgeUnderTest()
            let first = bridge.counter("late")
            first.increment(by: 5)
            try typed("late_total", in: bridge.registry).increment()
            #expect(bridge.samples == ["late_total 1.0"])
            first.increment()
            bridge.counter("late", [("x", "1")]).increment()
            #expect(bridge.samples == ["late_total 1.0"])
            #expect(bridge.faults.map(\.reason) == [.series(of: "late_total")])
        }

        @Test("a typed metric that takes the place of another is a warning of the start")
        func displaced() throws {
            let warnings = Warnings()
            let registry = MetricsRegistry(storage: .memory) { report in
                warnings.all.withLock { $0 = report.warnings }
            }
            let bridge = try BridgeUnderTest(registry)
            bridge.counter("late").increment()
            _ = try typed("late_total", in: registry)
            #expect(
                warnings.all.withLock { $0 } == [
                    "`late_total` is also a metric that no spec declares, and was made first: what is recorded there is not exported any more"
                ])
        }

        private final class Warnings: Sendable {
            let all = Mutex<[String]>([])
        }

        @Test("a collector's family that has such a name is left out")
        func collectors() throws {
            struct Fixed: MetricsCollector {
                let name = "fixed"
                func collect(into families: inout CollectedFamilies) {
                    families.gauge("a", "A.", value: 1)
                    families.gauge("b", "B.", value: 2)
                }
            }
            let bridge = try BridgeUnderTest(MetricsRegistry(storage: .memory, onCallbackFault: { _ in }))
            bridge.registry.add(collector: Fixed())
            bridge.gauge("a").record(5)
            #expect(bridge.samples.prefix(2) == ["a 5.0", "b 2.0"])
        }

        @Test("a reset of the registry begins again, and handlers stay valid")
        func reset() throws {
            let bridge = try BridgeUnderTest()
            let counter = bridge.counter("a")
            counter.increment(by: 4)
            bridge.gauge("b").record(1)
            #expect(bridge.registry.reset())
            counter.increment()
            #expect(bridge.samples == ["a_total 1.0"])
        }

        @Test("two factories of one registry share its series")
        func twoFactories() throws {
            let registry = MetricsRegistry(storage: .memory)
            let (one, other) = (try BridgeUnderTest(registry), try BridgeUnderTest(registry))
            one.counter("a").increment()
            other.counter("a").increment()
            #expect(one.samples == ["a_total 2.0"])
            one.counter("a").destroy()
            #expect(other.samples.isEmpty)
        }

        @Test("many threads make, record, destroy and scrape, and nothing is lost")
        func threads() async throws {
            let bridge = try BridgeUnderTest()
            await withTaskGroup(of: Void.self) { group in
                for task in 0..<8 {
                    group.addTask {
                        for number in 0..<500 {
                            bridge.counter("a", [("n", "\(number % 50)")]).increment()
                            let own = bridge.meter("b", [("task", "\(task)")])
                            own.set(Double(number))
                            if number % 100 == 0 { own.destroy() }
                            if number % 50 == 0 { _ = bridge.registry.exposition() }
                        }
                    }
                }
            }
            let counts = try #require(bridge.registry.snapshot()["a_total"]).series.compactMap(\.value.number)
            #expect(counts.count == 50 && counts.reduce(0, +) == 4000)
            #expect(bridge.faults.isEmpty)
        }

        @Test("in a shared directory, what several processes record is added up")
        func directory() throws {
            let place = try TemporaryDirectory()
            let registry = MetricsRegistry(storage: .directory(MultiprocessDirectory(place.path)))
            let bridge = try BridgeUnderTest(registry) {
                $0.recorderBounds = [1]
                $0.gaugeMode = .livesum
                $0.largestSeriesCount = 2
            }
            bridge.counter("a", [("x", "1")]).increment(by: 2)
            bridge.counter("a", [("x", "1")]).reset()
            bridge.counter("a", [("x", "1")]).destroy()
            bridge.counter("a", [("x", "1")]).increment()
            bridge.meter("b").set(3)
            bridge.recorder("c").record(1)
            bridge.gauge("c").record(1)
            for user in 0..<3 { bridge.counter("d", [("user", "\(user)")]).increment() }
            let page = bridge.samples
            #expect(
                Set(page) == [
                    #"a_total{x="1"} 3.0"#, "b 3.0", #"c_bucket{le="1.0"} 1.0"#, #"c_bucket{le="+Inf"} 1.0"#,
                    "c_sum 1.0", "c_count 1.0", #"d_total{user="0"} 1.0"#, #"d_total{user="1"} 1.0"#,
                    #"d_total{user="overflow"} 1.0"#, #"metricsgen_label_overflow_total{metric="d_total"} 1.0"#,
                ], "\(page)")
            #expect(bridge.faultCount("type", "c") == 1)
        }

        @Test("a report says what is wrong, with which name, and what to do")
        func reports() {
            let reasons: [BridgeFault.Reason] = [
                .type(.gauge), .name(takenBy: "a-b"), .series(of: "c"), .size, .tooManyMetrics(2000), .amount,
                .directory("it is full"),
            ]
            let texts = reasons.map { "\(BridgeFault(label: "a.b", name: "a_b", reason: $0))" }
            for text in texts { #expect(text.hasPrefix("`a.b` of swift-metrics ") && !text.hasSuffix("."), "\(text)") }
            #expect(Set(texts).count == texts.count)
        }
    }
#endif
