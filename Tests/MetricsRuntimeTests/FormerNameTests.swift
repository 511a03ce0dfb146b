// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ExpositionSyntax
import Testing

@testable import MetricsRuntime

@Suite("Former names")
struct FormerNameTests {
    /// A former name that 0.8 deprecated: hidden in 0.9, removed in 0.10.
    private func former(_ name: String, of metric: String) -> FormerName {
        let deprecated = DeclaredDeprecation(since: .init(0, 8), hideAfter: 1, removeAfter: 2, replacedBy: [metric])
        return FormerName(name, "DEPRECATED: use \(metric)", deprecated: deprecated)
    }

    private func options(_ former: String, of metric: String) -> MetricOptions {
        MetricOptions(formerNames: [self.former(former, of: metric)])
    }

    /// One metric of each type that a directory can hold, some renamed to a longer name and some to a shorter one.
    private func declare(_ product: inout ProductDeclaration) {
        let open = MetricLabels(open: ["zone"])
        product.counter(0, "jobs_total", "Jobs.", open, options("all_jobs_ever_seen_total", of: "jobs_total"))
        product.gauge(1, "depth", "Depth.", MetricLabels(), .livesum, options("queue_depth", of: "depth"))
        product.histogram(2, "wait_seconds", "Wait.", MetricLabels(), [0.5], options("w", of: "wait_seconds"))
        product.summary(3, "size_bytes", "Size.", open, options("job_size_in_bytes", of: "size_bytes"))
    }

    private func record(_ series: InstanceSeries) {
        series.open(0).counter("a\"b").increment(by: 3)
        series.gauge(1).set(-2.5)
        series.histogram(2).observe(0.25)
        series.open(3).summary("c").observe(12)
    }

    private func product(at version: String) -> ProductUnderTest { ProductUnderTest(version: version) }

    private func expected(_ number: String) -> String {
        #"""
        # HELP all_jobs_ever_seen_total DEPRECATED: use jobs_total
        # TYPE all_jobs_ever_seen_total counter
        all_jobs_ever_seen_total{zone="a\"b"} 3\#(number)
        # HELP queue_depth DEPRECATED: use depth
        # TYPE queue_depth gauge
        queue_depth -2.5
        # HELP w DEPRECATED: use wait_seconds
        # TYPE w histogram
        w_bucket{le="0.5"} 1\#(number)
        w_bucket{le="+Inf"} 1\#(number)
        w_sum 0.25
        w_count 1\#(number)
        # HELP job_size_in_bytes DEPRECATED: use size_bytes
        # TYPE job_size_in_bytes summary
        job_size_in_bytes_count{zone="c"} 1\#(number)
        job_size_in_bytes_sum{zone="c"} 12.0
        """#
    }

    private static let formers = ["all_jobs_ever_seen_total", "queue_depth", "w", "job_size_in_bytes"]

    /// The families of a page with a former name, in the order above.
    private func formerFamilies(_ page: String) -> String {
        let families = page.replacing("# HELP", with: "\u{0}# HELP").split(separator: "\u{0}")
        return Self.formers.compactMap { name in families.first { $0.hasPrefix("# HELP \(name) ") } }.joined()
    }

    @Test("the exposition has the same values under both names, also where the names differ in length")
    func bothNames() throws {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        record(try product(at: "0.8.0").register(in: registry, declare))
        let page = registry.exposition()
        #expect(page.contains(#"jobs_total{zone="a\"b"} 3.0"#) && page.contains("\nwait_seconds_sum 0.25\n"))
        #expect(ExpositionPage(Array(page.utf8), format: .text).faults == [])
        #expect(formerFamilies(page) == expected(".0") + "\n")
    }

    @Test(
        "a former name is served in the release that deprecates it, hidden in the next, and shown on request",
        arguments: [
            ("0.7.0", nil, true), ("0.8.3", nil, true), ("0.9.0", nil, false), ("0.9.0", "0.8", true),
            ("0.10.0", nil, false), ("0.0.0", nil, true),
        ] as [(String, String?, Bool)])
    func steps(version: String, shown: String?, isServed: Bool) throws {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        var product = product(at: version)
        product.visibility = try Visibility(showHiddenFor: shown)
        record(try product.register(in: registry, declare))
        let page = registry.exposition()
        #expect(page.contains(#"jobs_total{zone="a\"b"} 3.0"#))
        #expect(formerFamilies(page) == (isServed ? expected(".0") + "\n" : ""))
    }

    @Test("the report counts former names, and says what to use instead")
    func report() throws {
        var product = ProductDeclaration(name: "shop", version: "0.8.0")
        declare(&product)
        let report = try VisibilityDecision(Visibility(), of: product).report
        #expect(report.activeCount == 4 && report.deprecated.count == 4)
        #expect(
            report.messages.first
                == "`all_jobs_ever_seen_total` is deprecated since 0.8: hidden from 0.9, removed from 0.10; use `jobs_total`"
        )
        let served = try VisibilityDecision(Visibility(disabling: ["jobs_total", "queue_*"]), of: product)
        #expect(served.report.disabled == ["jobs_total", "all_jobs_ever_seen_total", "queue_depth"])
        #expect(served.served.flatMap(\.names) == ["depth", "wait_seconds", "w", "size_bytes", "job_size_in_bytes"])
    }

    @Test("the label of a stateset's states has the former name, and the fields of an info metric are those now")
    func statesAndFields() throws {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        let series = try product(at: "0.8.0").register(in: registry) { product in
            let labels = MetricLabels(closed: [ClosedLabel("part", ["a"])])
            product.stateSet(0, "phase", "Phase.", labels, ["idle", "busy"], options("state_of_it", of: "phase"))
            product.info(1, "build_info", "Build.", MetricLabels(), ["version"], options("b_info", of: "build_info"))
            product.counter(2, "old_total", "Old.", MetricLabels())
        }
        series.info(1).set(["1"])
        let page = registry.exposition()
        #expect(ExpositionPage(Array(page.utf8), format: .text).faults == [])
        #expect(page.contains("\nstate_of_it{part=\"a\",state_of_it=\"idle\"} 1.0\n"))
        #expect(page.contains("\nphase{part=\"a\",phase=\"busy\"} 0.0\n"))
        #expect(page.contains("\nb_info{version=\"1\"} 1.0\n"))
    }

    @Test("every format has the former names")
    func otherFormats() throws {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        record(try product(at: "0.8.0").register(in: registry, declare))
        var bytes: [UInt8] = []
        registry.writeExposition(as: .openMetrics, into: &bytes)
        let page = String(decoding: bytes, as: UTF8.self)
        #expect(page.contains("\n# TYPE all_jobs_ever_seen counter\n"))
        #expect(page.contains(#"all_jobs_ever_seen_total{zone="a\"b"} 3.0"#))
        #expect(page.contains("\nw_bucket{le=\"+Inf\"} 1.0\nw_sum 0.25\nw_count 1.0\n"))
        for _ in 0..<2 {
            var messages: [UInt8] = []
            registry.writeExposition(as: .protobuf, into: &messages)
            let samples = try ProtobufPage(messages).families.flatMap(\.samples)
            #expect(samples.contains(#"all_jobs_ever_seen_total ["zone=a\"b"] 3.0"#))
            #expect(samples.contains("w_sum [] 0.25"))
        }
    }

    @Test("a former name is taken: no other metric can have it, and it finds the series to remove")
    func taken() throws {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        record(try product(at: "0.8.0").register(in: registry, declare))
        let error = try #require(throws: MetricsSetupError.self) {
            var other = ProductUnderTest()
            other.name = "other"
            _ = try other.register(in: registry) { $0.counter(0, "w_count", "W.", MetricLabels()) }
        }
        #expect(
            error
                == .conflict(metric: "w_count", existing: "wait_seconds", fault: .seriesName("w_count")))
        #expect(registry.removeSeries(of: "all_jobs_ever_seen_total", "a\"b"))
        #expect(!registry.exposition().contains("{zone=\"a"))
        var other = product(at: "0.9.0")
        other.name = "other"
        #expect(
            throws: MetricsSetupError.conflict(metric: "jobs_total", existing: "jobs_total", fault: .formerNames)
        ) { _ = try other.register(in: registry, declare) }
    }

    // MARK: In a directory

    @Test("in a shared directory files have the present name only, and the exposition has both")
    func directory() throws {
        let directory = try SharedDirectory()
        let registry = directory.registry()
        // The first reading of the directory, before the registry knows of former names.
        _ = registry.exposition()
        record(try product(at: "0.8.0").register(in: registry, declare))
        #expect(formerFamilies(registry.exposition()) == expected(".0") + "\n")
        for name in directory.names {
            let bytes = try directory.bytes(of: name)
            #expect(Self.formers.allSatisfy { !String(decoding: bytes, as: UTF8.self).contains("\"\($0)\"") })
        }
        #expect(formerFamilies(MultiprocessReader(directory: directory.path).exposition()) == "")
    }

    @Test("where the former names are hidden, a directory's exposition doesn't have them")
    func hiddenInDirectory() throws {
        let directory = try SharedDirectory()
        let registry = directory.registry()
        record(try product(at: "0.9.0").register(in: registry, declare))
        #expect(formerFamilies(registry.exposition()) == "")
    }

    @Test("files of an earlier release, which have the former name, add to what later ones have under the present name")
    func rollingUpdate() throws {
        let directory = try SharedDirectory()
        let registry = directory.registry()
        record(try product(at: "0.8.0").register(in: registry, declare))
        var file = PythonFile()
        let help = "DEPRECATED: use jobs_total"
        for (zone, value) in [("a\\\"b", 4.0), ("z", 5.0)] {
            file.append(
                #"["all_jobs_ever_seen", "all_jobs_ever_seen_total", {"zone": "\#(zone)"}, "\#(help)"]"#, value)
        }
        try directory.write(file.padded, to: "counter_999999.db")
        let page = registry.exposition()
        #expect(page.contains(#"jobs_total{zone="a\"b"} 3.0"#))
        #expect(page.contains(#"all_jobs_ever_seen_total{zone="a\"b"} 7.0"#))
        #expect(page.contains(#"all_jobs_ever_seen_total{zone="z"} 5.0"#))
        #expect(registry.multiprocessReports.flatMap(\.faults) == [])
    }

    @Test("a reader that serves a directory for others is given the former names, and adds the help of the metric")
    func givenReader() throws {
        let directory = try SharedDirectory()
        record(try product(at: "0.8.0").register(in: directory.registry(), declare))
        let reader = MultiprocessReader(
            directory: directory.path, formerNames: ["depth": ["queue_depth", "d"], "nothing": ["something"]])
        let page = reader.exposition()
        #expect(page.contains("# HELP queue_depth Depth.\n# TYPE queue_depth gauge\nqueue_depth -2.5\n"))
        #expect(page.contains("\nd -2.5\n") && !page.contains("something"))
        #expect(reader.exposition() == page)
        record(try product(at: "0.8.0").register(in: directory.registry(), declare))
        #expect(reader.exposition().contains("\nqueue_depth -2.5\n"))
    }

    @Test("in a directory the label of a stateset has the former name too, and a label of a gauge keeps its name")
    func labelOfStates() throws {
        let directory = try SharedDirectory()
        let registry = directory.registry()
        _ = try product(at: "0.8.0").register(in: registry) { product in
            let phases = options("engine:state_of_it", of: "engine:phase")
            product.stateSet(0, "engine:phase", "Phase.", MetricLabels(), ["idle", "busy"], phases)
            let depth = MetricLabels(closed: [ClosedLabel("depth", ["deep"])])
            product.gauge(1, "depth", "Depth.", depth, .max, options("queue_depth", of: "depth"))
        }.gauge(1).set(7)
        let page = registry.exposition()
        #expect(page.contains("\nengine:phase{engine_phase=\"idle\"} 1.0\n"))
        #expect(page.contains("\nengine:state_of_it{engine_state_of_it=\"idle\"} 1.0\n"))
        #expect(page.contains("\nengine:state_of_it{engine_state_of_it=\"busy\"} 0.0\n"))
        #expect(page.contains("\nqueue_depth{depth=\"deep\"} 7.0\n"))
        // Files don't say which gauges are statesets.
        let reader = MultiprocessReader(
            directory: directory.path, formerNames: ["engine:phase": ["engine:state_of_it"]])
        #expect(reader.exposition().contains("\nengine:state_of_it{engine_state_of_it=\"idle\"} 1.0\n"))
    }
}
