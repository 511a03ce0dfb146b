// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Testing

@testable import MetricsRuntime

@Suite("Summaries, infos and statesets in the shared directory")
struct KindsInTheDirectoryTests {
    private let directory: SharedDirectory

    init() throws { directory = try SharedDirectory() }

    @Test("a summary is in a file of its own, its count and its sum under the keys that Python gives them")
    func summary() throws {
        let series = try ProductUnderTest().register(in: directory.registry()) {
            $0.summary(0, "order_bytes", "Size.", MetricLabels(open: ["user"]))
            $0.summary(1, "wait", "Wait.", MetricLabels())
        }
        series.open(0).summary("ada").observe(2.5)
        series.open(0).summary("ada").observe(0.5)
        do {
            var local = series.summary(1).local()
            local.observe(4)
        }
        let name = try #require(directory.names.first)
        #expect(directory.names.count == 1 && name.hasPrefix("summary_"))
        var python = PythonFile()
        python.append(#"["wait", "wait_count", {}, "Wait."]"#, 1)
        python.append(#"["wait", "wait_sum", {}, "Wait."]"#, 4)
        python.append(#"["order_bytes", "order_bytes_count", {"user": "ada"}, "Size."]"#, 2)
        python.append(#"["order_bytes", "order_bytes_sum", {"user": "ada"}, "Size."]"#, 3)
        let bytes = try directory.bytes(of: name)
        #expect(Array(bytes[..<4]) == Array(python.bytes[..<4]))
        #expect(Array(bytes[8..<python.bytes.count]) == Array(python.bytes[8...]))
        #expect(
            directory.samples == [
                #"order_bytes_count{user="ada"} 2.0"#, #"order_bytes_sum{user="ada"} 3.0"#, "wait_count 1.0",
                "wait_sum 4.0",
            ])
    }

    @Test("Python's summaries and ours add up")
    func merged() throws {
        let registry = directory.registry()
        let series = try ProductUnderTest().register(in: registry) { $0.summary(0, "wait", "Wait.", MetricLabels()) }
        series.summary(0).observe(4)
        var python = PythonFile()
        python.append(#"["wait", "wait_count", {}, "Wait."]"#, 2)
        python.append(#"["wait", "wait_sum", {}, "Wait."]"#, 10)
        try directory.write(python.padded, to: "summary_1.db")
        #expect(registry.exposition().hasSuffix("# TYPE wait summary\nwait_count 3.0\nwait_sum 14.0\n"))
    }

    private enum Phase: UInt8 { case closed, open }

    @Test("what the format has no place for is dropped, and said once each")
    func dropped() throws {
        let notices = Notices()
        let registry = MetricsRegistry(
            storage: .directory(MultiprocessDirectory(directory.path) { notice in notices.append(notice) }))
        func make(_ shop: String) throws(MetricsSetupError) -> InstanceSeries {
            try ProductUnderTest(bound: [("shop", shop)]).register(in: registry) {
                $0.info(0, "build_info", "B.", MetricLabels(bound: ["shop"]), ["version"])
                $0.stateSet(1, "phase", "P.", MetricLabels(bound: ["shop"]), ["closed", "open"])
                $0.counter(2, "orders_total", "O.", MetricLabels(bound: ["shop"]))
                $0.info(3, "user_info", "U.", MetricLabels(open: ["user"]), [])
            }
        }
        for shop in ["north", "south"] {
            let series = try make(shop)
            series.info(0).set(["1.2"])
            let phase: StateSet<Phase> = series.stateSet(1)
            phase.set(.open)
            phase.set([.open])
            phase.set(.open, to: true)
            series.open(3).info("ada").set([])
            series.counter(2).increment()
        }
        #expect(
            registry.exposition().split(separator: "\n").filter { !$0.hasPrefix("#") } == [
                #"orders_total{shop="north"} 1.0"#, #"orders_total{shop="south"} 1.0"#,
            ])
        #expect(
            notices.all == [
                .notShared(metric: "build_info", kind: .info), .notShared(metric: "phase", kind: .stateset),
                .notShared(metric: "user_info", kind: .info),
            ])
        #expect(notices.all[1].description.hasPrefix("the stateset `phase` is on no page: "))
    }

    private final class Notices: Sendable {
        private let list = Lock([MultiprocessNotice]())
        var all: [MultiprocessNotice] { list.withLock { $0 } }
        func append(_ notice: MultiprocessNotice) { list.withLock { $0.append(notice) } }
    }
}
