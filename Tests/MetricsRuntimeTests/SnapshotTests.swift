// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MetricsRuntime

@Suite("A registry as values, and its reset")
struct SnapshotTests {
    private let registry = MetricsRegistry(storage: .memory, countingMetricsUnder: "shop_")
    private let series: InstanceSeries

    private enum Door: UInt8, Sendable { case closed, open, jammed }

    init() throws {
        series = try ProductUnderTest().register(in: registry) {
            $0.counter(0, "placed_total", "Placed.", MetricLabels(closed: [ClosedLabel("till", ["left", "right"])]))
            $0.gauge(2, "open", "Open.", MetricLabels(), .max)
            $0.gauge(3, "staff", "Staff.", MetricLabels(), .max, .init(initial: 2))
            $0.histogram(4, "wait_seconds", "Waited.", MetricLabels(), [1, 60])
            $0.summary(5, "size_bytes", "Size.", MetricLabels(open: ["who"], limits: [1]))
            $0.info(6, "build_info", "Build.", MetricLabels(), ["version"])
            $0.stateSet(7, "door", "Door.", MetricLabels(), ["closed", "open", "jammed"])
            $0.counter(8, "called_total", "Called.", MetricLabels(open: ["who", "by"]))
        }
    }

    private func record() {
        series.counter(1).increment(by: 2.5)
        series.gauge(2).set(7)
        series.gauge(3).set(-1)
        series.histogram(4).observe(30)
        series.open(5).summary("ada").observe(512)
        series.open(5).summary("bo").observe(1)
        series.info(6).set(["1.4"])
        (series.stateSet(7) as StateSet<Door>).set(.jammed)
        series.open(8).counter("ada", "bo").increment()
    }

    @Test("a snapshot has the values of each type, and doesn't change")
    func values() {
        record()
        let snapshot = registry.snapshot()
        record()
        #expect(
            snapshot.families.map(\.name) == [
                "placed_total", "open", "staff", "wait_seconds", "size_bytes", "build_info", "door", "called_total",
                "shop_declared_metrics", "metricsgen_label_overflow_total",
            ])
        #expect(snapshot["placed_total"]?[["till": "left"]] == .number(0))
        #expect(snapshot["placed_total"]?[["till": "right"]]?.number == 2.5)
        #expect(snapshot["open"]?[[:]]?.number == 7)
        #expect(
            snapshot["wait_seconds"]?[[:]]
                == .histogram(
                    .init(
                        buckets: [
                            .init(bound: 1, count: 0), .init(bound: 60, count: 1), .init(bound: .infinity, count: 1),
                        ],
                        sum: 30)))
        #expect(snapshot["wait_seconds"]?[[:]]?.count == 1)
        #expect(snapshot["size_bytes"]?[["who": "ada"]] == .summary(count: 1, sum: 512))
        #expect(snapshot["size_bytes"]?[["who": "overflow"]]?.sum == 1)
        #expect(snapshot["build_info"]?.series.map(\.labels) == [["version": "1.4"]])
        #expect(snapshot["door"]?[[:]] == .states(["jammed"]))
        #expect(snapshot["called_total"]?[["who": "ada", "by": "bo"]]?.number == 1)
        #expect(snapshot["placed_total"]?.kind == .counter)
        #expect(snapshot["placed_total"]?.help == "Placed.")
        #expect(snapshot["none"] == nil)
        #expect(snapshot["open"]?[["till": "left"]] == nil)
        #expect(registry.snapshot() != snapshot)
    }

    @Test("a registry that was reset is like a new one, and records through the same handles")
    func reset() throws {
        let fresh = registry.exposition()
        record()
        let recorded = registry.snapshot()
        for _ in 0..<2 {
            #expect(registry.reset())
            #expect(registry.exposition() == fresh)
            #expect(registry.overflowCount(of: "size_bytes") == 0)
            record()
            #expect(registry.snapshot() == recorded)
        }
    }

    @Test("a reset takes the part of a counter that has a fraction too")
    func fraction() {
        series.counter(0).increment(by: 0.5)
        registry.reset()
        series.counter(0).increment()
        #expect(registry.snapshot()["placed_total"]?[["till": "left"]]?.number == 1)
    }

    @Test("values in a shared directory stay")
    func sharedDirectory() throws {
        let directory = try SharedDirectory()
        let registry = MetricsRegistry(storage: .directory(MultiprocessDirectory(directory.path)))
        let series = try ProductUnderTest().register(in: registry) {
            $0.counter(0, "placed_total", "Placed.", MetricLabels())
        }
        series.counter(0).increment()
        #expect(!registry.reset())
        #expect(registry.snapshot()["placed_total"]?[[:]]?.number == 1)
    }
}
