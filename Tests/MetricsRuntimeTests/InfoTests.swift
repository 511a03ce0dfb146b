// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MetricsRuntime

@Suite("Infos")
struct InfoTests {
    private let metric: SingleMetric
    private var info: Info { metric.series.info(0) }

    init() throws {
        metric = try SingleMetric { $0.info(0, "build_info", "Build.", MetricLabels(), ["version", "commit"]) }
    }

    @Test("an info has no series until it is set, only its heading, which calls it a gauge")
    func unset() {
        #expect(metric.registry.exposition() == "# HELP build_info Build.\n# TYPE build_info gauge\n")
    }

    @Test("it is 1, with its fields as labels, by name")
    func set() {
        info.set(["1.2", "a\\b\"c\nd"])
        #expect(metric.samples == [#"build_info{commit="a\\b\"c\nd",version="1.2"} 1.0"#])
    }

    @Test("what is set anew takes the place of what was there")
    func again() {
        info.set(["1.2", "abc"])
        info.set(["1.3", ""])
        #expect(metric.samples == [#"build_info{commit="",version="1.3"} 1.0"#])
    }

    @Test("labels tell several apart, each with fields of its own")
    func labels() throws {
        let metric = try SingleMetric {
            $0.info(0, "till_info", "T.", MetricLabels(closed: [ClosedLabel("till", ["a", "b"])]), ["model"])
            $0.info(2, "user_info", "U.", MetricLabels(open: ["user"]), [])
        }
        metric.series.info(1).set(["x"])
        metric.series.open(2).info("ada").set([])
        _ = metric.series.open(2).info("bob")
        #expect(metric.samples == [#"till_info{model="x",till="b"} 1.0"#, #"user_info{user="ada"} 1.0"#])
    }

    @Test("one that was removed is not there until it is set again")
    func removed() throws {
        let metric = try SingleMetric { $0.info(0, "user_info", "U.", MetricLabels(open: ["user"]), ["version"]) }
        metric.series.open(0).info("ada").set(["1"])
        #expect(metric.registry.removeAllSeries(of: "user_info") == 1)
        #expect(metric.samples == [])
        let again = metric.series.open(0).info("ada")
        #expect(metric.samples == [])
        again.set(["2"])
        #expect(metric.samples == [#"user_info{user="ada",version="2"} 1.0"#])
    }

    @Test("setting one while the page is read neither tears nor stops it")
    func threads() async {
        let (info, registry) = (info, metric.registry)
        let texts = ["short", String(repeating: "long", count: 1000)]
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for round in 0..<500 { info.set([texts[round % 2], texts[round % 2]]) } }
            group.addTask {
                let legal = Set(texts.map { "build_info{commit=\"\($0)\",version=\"\($0)\"} 1.0" })
                for _ in 0..<500 {
                    let lines = registry.exposition().split(separator: "\n").filter { !$0.hasPrefix("#") }.map(
                        String.init)
                    #expect(lines.count <= 1 && legal.isSuperset(of: lines))
                }
            }
        }
    }

    @Test("setting one takes no lock")
    func noLock() {
        HeldStructureLock.during {
            for number in 0..<100 { info.set(["\(number)", "abc"]) }
        }
        #expect(metric.samples == [#"build_info{commit="abc",version="99"} 1.0"#])
    }

    @Test("bytes that are replaced while they are read stay until they have been read, and no longer")
    func replacedDuringRead() {
        let bytes = PublishedValue<[UInt8]>()
        #expect(bytes.value == nil)
        bytes.replace([1])
        bytes.duringRead = { for number in UInt8(2)...100 { bytes.replace([UInt8](repeating: number, count: 1000)) } }
        #expect(bytes.value == [1])
        bytes.duringRead = nil
        #expect(bytes.value == [UInt8](repeating: 100, count: 1000))
        // Nobody reads any more: each goes when the next one comes.
        for number in UInt8(0)..<100 { bytes.replace([number]) }
        #expect(bytes.waitingCount == 0)
        bytes.replace(nil)
        #expect(bytes.value == nil)
    }

    @Test("instances of a product have the same fields")
    func otherFields() throws {
        let registry = MetricsRegistry(storage: .memory)
        func make(_ shop: String, _ fields: [String]) throws(MetricsSetupError) -> InstanceSeries {
            try ProductUnderTest(bound: [("shop", shop)]).register(in: registry) {
                $0.info(0, "build_info", "B.", MetricLabels(bound: ["shop"]), fields)
            }
        }
        _ = try make("north", ["version"])
        #expect(throws: MetricsSetupError.conflict(metric: "build_info", existing: "build_info", fault: .fields)) {
            try make("south", ["commit"])
        }
    }
}
