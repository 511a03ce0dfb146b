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

    // MARK: Infos

    private func info(
        _ registry: MetricsRegistry? = nil, _ shop: String = "north", mode: MultiprocessMode? = nil,
        fields: [String] = ["version", "commit"]
    ) throws -> Info {
        try ProductUnderTest(bound: [("shop", shop)]).register(in: registry ?? directory.registry()) {
            $0.info(
                0, "build_info", "B.", MetricLabels(bound: ["shop"]), fields, MetricOptions(multiprocess: mode))
        }.info(0)
    }

    @Test("an info is a gauge of value 1 in the file of the latest values, with its fields among the labels")
    func info() throws {
        let registry = directory.registry()
        let info = try info(registry)
        #expect(directory.names == [])
        info.set(["1.2", "ab"])
        let name = try #require(directory.names.first)
        #expect(directory.names.count == 1 && name.hasPrefix("gauge_mostrecent_"))
        var python = PythonFile()
        python.append(#"["build_info", "build_info", {"commit": "ab", "shop": "north", "version": "1.2"}, "B."]"#, 1)
        let bytes = try directory.bytes(of: name)
        #expect(Array(bytes[8..<python.bytes.count - 8]) == Array(python.bytes[8..<python.bytes.count - 8]))
        #expect(
            registry.exposition() == """
                # HELP build_info B.
                # TYPE build_info gauge
                build_info{commit="ab",shop="north",version="1.2"} 1.0

                """)
    }

    @Test("values that are replaced are no longer in the exposition, and have their entry again when they come back")
    func replaced() throws {
        let registry = directory.registry()
        let info = try info(registry, fields: ["version"])
        info.set(["1"])
        info.set(["1"])
        #expect(directory.samples == [#"build_info{shop="north",version="1"} 1.0"#])
        info.set(["2"])
        #expect(directory.samples == [#"build_info{shop="north",version="2"} 1.0"#])
        let size = try directory.bytes(of: #require(directory.names.first))[..<4]
        info.set(["1"])
        #expect(directory.samples == [#"build_info{shop="north",version="1"} 1.0"#])
        #expect(try directory.bytes(of: #require(directory.names.first))[..<4] == size)
        // Another registry has the same series.
        try self.info(nil, fields: ["version"]).set(["3"])
        #expect(directory.samples == [#"build_info{shop="north",version="3"} 1.0"#])
        #expect(registry.removeAllSeries(of: "build_info") == 0)
    }

    @Test("each process has its values: different ones are several series, and equal ones are one")
    func infosOfProcesses() throws {
        let registry = directory.registry()
        try info(registry, mode: .livemostrecent, fields: ["version"]).set(["1"])
        var python = PythonFile()
        for version in ["1", "2"] {
            python.append(
                #"["build_info", "build_info", {"shop": "north", "version": "\#(version)"}, "B."]"#, 1, timestamp: 5)
        }
        python.append(#"["build_info", "build_info", {"shop": "north", "version": "0"}, "B."]"#, 1)
        try directory.write(python.padded, to: "gauge_livemostrecent_1.db")
        #expect(
            directory.samples.sorted() == [
                #"build_info{shop="north",version="1"} 1.0"#, #"build_info{shop="north",version="2"} 1.0"#,
            ])
        let conflict = MetricsSetupError.conflict(
            metric: "build_info", existing: "build_info", fault: .multiprocessMode)
        #expect(throws: conflict) { try info(registry, "south", fields: ["version"]) }
    }

    @Test("an info can have labels of any kind, and no fields")
    func infosWithLabels() throws {
        let series = try ProductUnderTest().register(in: directory.registry()) {
            $0.info(0, "user_info", "U.", MetricLabels(open: ["user"]), ["name"])
            $0.info(1, "up_info", "U.", MetricLabels(closed: [ClosedLabel("side", ["a", "b"])]), [])
        }
        series.open(0).info("1").set(["ada"])
        series.open(0).info("2").set(["bob"])
        series.open(0).info("2").set(["eve"])
        series.info(2).set([])
        #expect(
            directory.samples == [
                #"up_info{side="b"} 1.0"#, #"user_info{name="ada",user="1"} 1.0"#,
                #"user_info{name="eve",user="2"} 1.0"#,
            ])
    }

    // MARK: Statesets

    private enum Phase: UInt8 { case closed, open, full }

    private func phase(_ mode: MultiprocessMode? = nil) throws -> StateSet<Phase> {
        try ProductUnderTest().register(in: directory.registry()) {
            $0.stateSet(
                0, "shop:phase", "P.", MetricLabels(), ["closed", "open", "full"], MetricOptions(multiprocess: mode))
        }.stateSet(0)
    }

    private func values(of line: String = "shop:phase") -> [String] {
        directory.samples(line).map { String($0.suffix(3)) }
    }

    @Test("a stateset is a gauge for each state, from the start in its first state")
    func start() throws {
        _ = try phase()
        let name = try #require(directory.names.first)
        #expect(directory.names.count == 1 && name.hasPrefix("gauge_mostrecent_"))
        #expect(
            MultiprocessReader(directory: directory.path).exposition() == """
                # HELP shop:phase P.
                # TYPE shop:phase gauge
                shop:phase{shop_phase="closed"} 1.0
                shop:phase{shop_phase="open"} 0.0
                shop:phase{shop_phase="full"} 0.0

                """)
    }

    @Test("its states change as in memory, and again from where they are when it is made again")
    func changes() throws {
        let phase = try phase()
        phase.set(.open)
        #expect(values() == ["0.0", "1.0", "0.0"])
        phase.set([.open, .full])
        #expect(values() == ["0.0", "1.0", "1.0"])
        phase.set(.open, to: false)
        #expect(values() == ["0.0", "0.0", "1.0"])
        try self.phase().set(.closed, to: true)
        #expect(values() == ["1.0", "0.0", "1.0"])
        phase.set([])
        #expect(values() == ["0.0", "0.0", "0.0"])
    }

    @Test("the latest change of all processes counts as a whole, and any is later than the start")
    func latest() throws {
        var python = PythonFile()
        for (state, value) in [("closed", 0.0), ("open", 0), ("full", 1)] {
            python.append(
                #"["shop:phase", "shop:phase", {"shop_phase": "\#(state)"}, "P."]"#, value, timestamp: 5)
        }
        try directory.write(python.padded, to: "gauge_mostrecent_1.db")
        let phase = try phase()
        #expect(values() == ["0.0", "0.0", "1.0"])
        phase.set(.closed, to: false)
        #expect(values() == ["0.0", "0.0", "0.0"])
        phase.set(.open, to: true)
        #expect(values() == ["0.0", "1.0", "0.0"])
    }

    @Test("`max` has the states that hold in any process, `min` those that hold in all, `all` has them for each")
    func modes() throws {
        let expected: [(MultiprocessMode, [String])] = [
            (.max, ["0.0", "1.0", "1.0"]), (.livemin, ["0.0", "0.0", "1.0"]),
            (.all, ["0.0", "0.0", "1.0", "0.0", "1.0", "1.0"]),
        ]
        for (mode, expected) in expected {
            let other = try KindsInTheDirectoryTests()
            var python = PythonFile()
            for (state, value) in [("closed", 0.0), ("open", 0), ("full", 1)] {
                python.append(#"["shop:phase", "shop:phase", {"shop_phase": "\#(state)"}, "P."]"#, value)
            }
            try other.directory.write(python.padded, to: "gauge_\(mode.rawValue)_0.db")
            try other.phase(mode).set([.open, .full])
            #expect(other.values() == expected, "\(mode)")
        }
    }

    @Test("labels tell several apart, and an open one is in its first state when it is asked for")
    func labels() throws {
        let series = try ProductUnderTest().register(in: directory.registry()) {
            $0.stateSet(0, "till", "T.", MetricLabels(closed: [ClosedLabel("side", ["a", "z"])]), ["off", "on"])
            $0.stateSet(2, "user", "U.", MetricLabels(open: ["name"]), ["off", "on"])
        }
        let till: StateSet<Phase> = series.stateSet(1)
        till.set(.open)
        let ada: StateSet<Phase> = series.open(2).stateSet("ada")
        ada.set(.open)
        let _: StateSet<Phase> = series.open(2).stateSet("bob")
        #expect(
            directory.samples == [
                #"till{side="a",till="off"} 1.0"#, #"till{side="a",till="on"} 0.0"#, #"till{side="z",till="off"} 0.0"#,
                #"till{side="z",till="on"} 1.0"#, #"user{name="ada",user="off"} 0.0"#,
                #"user{name="ada",user="on"} 1.0"#,
                #"user{name="bob",user="off"} 1.0"#, #"user{name="bob",user="on"} 0.0"#,
            ])
    }

    @Test("a stateset that a parameter excludes, or that is hidden, is one that nothing changes")
    func hidden() throws {
        let hidden: StateSet<Phase> = StateSet(nil)
        hidden.set(.open)
        hidden.set([.open])
        hidden.set(.open, to: true)
        #expect(directory.names == [])
    }
}
