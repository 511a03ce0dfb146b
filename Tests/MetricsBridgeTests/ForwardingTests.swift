// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if SwiftMetrics
    import CoreMetrics
    import MetricsRuntime
    import MetricsTestKit
    import TestSupport
    import Testing

    @testable import MetricsBridge

    @Suite("Typed metrics that are forwarded to a backend of swift-metrics")
    struct ForwardingTests {
        private let backend = TestMetrics()

        private func series(in registry: MetricsRegistry) throws -> InstanceSeries {
            var product = ProductDeclaration(name: "shop", version: "1.0.0", bound: [("branch", "Riga")])
            product.counter(
                0, "placed_total", "P.", MetricLabels(bound: ["branch"], closed: [ClosedLabel("by", ["a", "b"])]))
            product.gauge(2, "open", "O.", MetricLabels(), .sum)
            product.histogram(3, "wait_seconds", "W.", MetricLabels(), [1, 10])
            product.summary(4, "size_bytes", "S.", MetricLabels())
            product.counter(5, "by_user_total", "U.", MetricLabels(open: ["user"]))
            product.histogram(6, "by_path_seconds", "P.", MetricLabels(open: ["path"]), [1])
            product.stateSet(7, "door", "D.", MetricLabels(), ["open", "shut"])
            product.info(8, "build_info", "B.", MetricLabels(), ["version"])
            product.gauge(9, "absolute", "A.", MetricLabels(), .sum, .init(source: .absolute))
            return try product.register(in: registry, visibility: Visibility())
        }

        private func forwarding(_ storage: MetricsStorage = .memory) throws -> (MetricsRegistry, InstanceSeries) {
            let registry = MetricsRegistry(storage: storage, countingMetricsUnder: "shop_", onStart: { _ in })
            try registry.forwardRecords(to: backend)
            return (registry, try series(in: registry))
        }

        private func record(_ series: InstanceSeries) {
            series.counter(1).increment()
            series.counter(1).increment(by: 5)
            series.counter(1).increment(by: 0.5)
            #expect(!series.counter(1).increment(by: -1))
            series.gauge(2).set(7)
            series.gauge(2).increment(by: 2)
            series.gauge(2).decrement()
            series.gauge(2).set(.infinity)
            series.gauge(2).set(8)
            series.histogram(3).observe(2)
            series.histogram(3).observe(0.5)
            series.summary(4).observe(100)
            for user in ["ada", "bo", "ada"] { series.open(5).counter(user).increment() }
            series.open(6).histogram("/").observe(3)
        }

        @Test("every record goes to the backend with its labels as dimensions, and into the registry as always")
        func records() throws {
            let (registry, series) = try forwarding()
            record(series)
            let placed = try backend.expectCounter("placed_total", [("branch", "Riga"), ("by", "b")])
            // The half is kept until it is a whole: this backend has no counter of floating point.
            #expect(placed.values == [1, 5])
            #expect(throws: (any Error).self) {
                try backend.expectCounter("placed_total", [("branch", "Riga"), ("by", "a")])
            }
            series.counter(1).increment(by: 0.5)
            #expect(placed.values == [1, 5, 1])
            #expect(try backend.expectMeter("open").values == [7, 9, 8, 8])
            #expect(try backend.expectRecorder("wait_seconds").values == [2, 0.5])
            #expect(try backend.expectRecorder("size_bytes").values == [100])
            #expect(try backend.expectCounter("by_user_total", [("user", "ada")]).values == [1, 1])
            #expect(try backend.expectRecorder("by_path_seconds", [("path", "/")]).values == [3])
            let plain = MetricsRegistry(storage: .memory, countingMetricsUnder: "shop_", onStart: { _ in })
            let same = try self.series(in: plain)
            record(same)
            same.counter(1).increment(by: 0.5)
            #expect(registry.exposition() == plain.exposition())
            // Nobody asked for metrics about metrics.
            #expect(throws: (any Error).self) { try backend.expectMeter("shop_active_metrics") }
        }

        @Test("a local recorder passes on counts, and observations only one by one")
        func localRecorders() throws {
            let (registry, series) = try forwarding()
            var counter = series.counter(0).local()
            for _ in 0..<5 { counter.increment() }
            counter.flush()
            #expect(try backend.expectCounter("placed_total", [("branch", "Riga"), ("by", "a")]).values == [5])
            var histogram = series.histogram(3).local()
            histogram.observe(2)
            histogram.flush()
            for _ in 0..<3 { histogram.observe(0.5) }
            histogram.flush()
            var summary = series.summary(4).local()
            for _ in 0..<2 { summary.observe(3) }
            summary.flush()
            summary.observe(4)
            summary.flush()
            #expect(try backend.expectRecorder("wait_seconds").values == [2])
            #expect(try backend.expectRecorder("size_bytes").values == [4])
            let values = registry.snapshot()
            #expect(values["wait_seconds"]?[[:]]?.count == 4 && values["wait_seconds"]?[[:]]?.sum == 3.5)
            #expect(values["size_bytes"]?[[:]]?.count == 3 && values["size_bytes"]?[[:]]?.sum == 10)
        }

        @Test("series that are removed and come again begin at 0, and limits hold")
        func openLabels() throws {
            let registry = MetricsRegistry(storage: .memory)
            try registry.forwardRecords(to: backend)
            var product = ProductDeclaration(name: "shop", version: "1.0.0")
            product.counter(0, "a_total", "A.", MetricLabels(open: ["user"], limits: [2]))
            product.gauge(1, "b", "B.", MetricLabels(open: ["user"]), .sum)
            product.histogram(2, "c", "C.", MetricLabels(open: ["user"]), [1])
            let series = try product.register(in: registry, visibility: Visibility())
            for user in ["ada", "bo", "cy", "di"] { series.open(0).counter(user).increment() }
            series.open(1).gauge("ada").set(3)
            series.open(2).histogram("ada").observe(1)
            #expect(registry.snapshot()["a_total"]?[["user": "overflow"]]?.number == 2)
            #expect(try backend.expectCounter("a_total", [("user", "overflow")]).values == [1, 1])
            for metric in ["a_total", "b", "c"] { #expect(registry.removeSeries(of: metric, "ada")) }
            let left = registry.snapshot()
            #expect(left["a_total"]?.series.count == 2 && left["b"]?.series.isEmpty == true)
            series.open(0).counter("ada").increment()
            _ = series.open(1).gauge("ada")
            series.open(2).histogram("ada").observe(2)
            let again = registry.snapshot()
            #expect(again["a_total"]?[["user": "ada"]]?.number == 1)
            #expect(again["b"]?.series.isEmpty == true)
            #expect(again["c"]?[["user": "ada"]]?.sum == 2)
            #expect(registry.reset())
            #expect(registry.snapshot()["a_total"]?.series.isEmpty == true)
        }

        @Test("in a shared directory records go to both")
        func directory() throws {
            let place = try TemporaryDirectory()
            let registry = MetricsRegistry(storage: .directory(MultiprocessDirectory(place.path)), onStart: { _ in })
            try registry.forwardRecords(to: backend)
            var product = ProductDeclaration(name: "shop", version: "1.0.0")
            product.counter(0, "a_total", "A.", MetricLabels())
            product.gauge(1, "b", "B.", MetricLabels(open: ["user"]), .sum)
            product.histogram(2, "c", "C.", MetricLabels(), [1])
            let series = try product.register(in: registry, visibility: Visibility())
            series.counter(0).increment(by: 3)
            series.open(1).gauge("ada").set(2)
            series.histogram(2).observe(0.5)
            let values = registry.snapshot()
            #expect(values["a_total"]?[[:]]?.number == 3 && values["b"]?[["user": "ada"]]?.number == 2)
            #expect(values["c"]?[[:]]?.sum == 0.5)
            #expect(try backend.expectCounter("a_total").values == [3])
            #expect(try backend.expectMeter("b", [("user", "ada")]).values == [2])
            #expect(try backend.expectRecorder("c").values == [0.5])
        }

        @Test("a registry forwards to one backend, which is chosen before metrics are made")
        func tooLate() throws {
            let (registry, _) = try forwarding()
            #expect(throws: ForwardingError.tooLate) { try registry.forwardRecords(to: TestMetrics()) }
            let other = MetricsRegistry(storage: .memory)
            _ = try series(in: other)
            #expect(throws: ForwardingError.tooLate) { try other.forwardRecords(to: backend) }
            #expect("\(ForwardingError.tooLate)" != "\(ForwardingError.toItself)")
        }

        @Test("beside the bridge nothing goes in a circle")
        func besideTheBridge() throws {
            let registry = MetricsRegistry(storage: .memory, onStart: { _ in })
            let bridge = try BridgeUnderTest(registry)
            #expect(throws: ForwardingError.toItself) { try registry.forwardRecords(to: bridge.factory) }
            // What the check doesn't see: both go to everything, the registry included.
            try registry.forwardRecords(to: MultiplexMetricsHandler(factories: [bridge.factory, backend]))
            let series = try series(in: registry)
            series.counter(1).increment()
            bridge.counter("library").increment()
            #expect(try backend.expectCounter("placed_total", [("branch", "Riga"), ("by", "b")]).values == [1])
            #expect(bridge.faults.map(\.reason) == [.series(of: "placed_total")])
            #expect(registry.snapshot()["placed_total"]?[["branch": "Riga", "by": "b"]]?.number == 1)
            #expect(registry.snapshot()["library_total"]?[[:]]?.number == 1)
            // What libraries record isn't forwarded: they chose their backend themselves.
            #expect(throws: (any Error).self) { try backend.expectCounter("library_total") }
            // Two registries that forward to each other.
            let (one, two) = (MetricsRegistry(storage: .memory), MetricsRegistry(storage: .memory))
            try one.forwardRecords(to: RegistryMetricsFactory(two))
            try two.forwardRecords(to: RegistryMetricsFactory(one))
            var product = ProductDeclaration(name: "shop", version: "1.0.0")
            product.counter(0, "x_total", "X.", MetricLabels())
            try product.register(in: one, visibility: Visibility()).counter(0).increment()
            #expect(two.snapshot()["x_total"]?[[:]]?.number == 1 && one.snapshot()["x_total"]?[[:]]?.number == 1)
        }

        @Test("many threads record the same series for the first time")
        func threads() async throws {
            let (_, series) = try forwarding()
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { for _ in 0..<100 { series.counter(0).increment() } } }
            }
            let counter = try backend.expectCounter("placed_total", [("branch", "Riga"), ("by", "a")])
            #expect(counter.values.count == 800)
        }
    }
#endif
