// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ExpositionSyntax
import Testing

@testable import MetricsRuntime

@Suite("The formats")
struct ExpositionWriterTests {
    /// Metrics of the kinds that a directory can hold, with labels that have to be escaped and sorted.
    private func record(in registry: MetricsRegistry, alsoUnshareable: Bool) throws {
        let series = try ProductUnderTest(bound: [("model", "a\"b\\c\n")]).register(in: registry) { product in
            product.counter(0, "requests_total", "Requests \"all\".", MetricLabels(bound: ["model"]))
            product.gauge(1, "depth", "Depth.", MetricLabels(open: ["zone", "area"]), .sum)
            product.histogram(2, "wait_seconds", "Wait.", MetricLabels(bound: ["model"], open: ["key"]), [0.5, 1])
            product.summary(3, "size", "Size.", MetricLabels(open: ["zone"]))
            guard alsoUnshareable else { return }
            product.info(4, "build_info", "Build.", MetricLabels(bound: ["model"]), ["version"])
            product.stateSet(5, "phase", "Phase.", MetricLabels(bound: ["model"]), ["idle", "busy"])
            product.counter(6, "by_code_total", "By code.", MetricLabels(closed: [ClosedLabel("code", ["1", "2"])]))
        }
        series.counter(0).increment(by: 3)
        series.open(1).gauge("z", "a").set(-0.5)
        series.open(2).histogram("k").observe(0.7)
        series.open(2).histogram("k").observe(7)
        series.open(3).summary("q\"").observe(2.5)
        if alsoUnshareable { series.info(4).set(["1.0"]) }
    }

    private let shared = #"""
        # TYPE depth gauge
        # HELP depth Depth.
        depth{area="a",zone="z"} -0.5
        # TYPE requests counter
        # HELP requests Requests \"all\".
        requests_total{model="a\"b\\c\n"} 3.0
        # TYPE size summary
        # HELP size Size.
        size_count{zone="q\""} 1.0
        size_sum{zone="q\""} 2.5
        # TYPE wait_seconds histogram
        # UNIT wait_seconds seconds
        # HELP wait_seconds Wait.
        wait_seconds_bucket{key="k",le="0.5",model="a\"b\\c\n"} 0.0
        wait_seconds_bucket{key="k",le="1.0",model="a\"b\\c\n"} 1.0
        wait_seconds_bucket{key="k",le="+Inf",model="a\"b\\c\n"} 2.0
        wait_seconds_sum{key="k",model="a\"b\\c\n"} 7.7
        wait_seconds_count{key="k",model="a\"b\\c\n"} 2.0

        """#

    private func families(_ page: String) -> Set<Substring> {
        Set(page.replacing("# TYPE", with: "\u{0}# TYPE").split(separator: "\u{0}"))
    }

    private func page(_ registry: MetricsRegistry, _ format: MetricsFormat) -> [UInt8] {
        var bytes: [UInt8] = []
        registry.writeExposition(as: format, into: &bytes)
        return bytes
    }

    private func openMetrics(_ registry: MetricsRegistry) -> String {
        String(decoding: page(registry, .openMetrics), as: UTF8.self)
    }

    /// The samples of a page as a reader that is judged by Prometheus understands them, without their order.
    private func samples(_ page: [UInt8], _ format: MetricsFormat) throws -> Set<String> {
        if format == .protobuf {
            // Of what isn't a number, only a binary format has the sign.
            return Set(try ProtobufPage(page).families.flatMap(\.samples).map { $0.replacing(" -nan", with: " nan") })
        }
        let read = ExpositionPage(page, format: format == .text ? .text : .openMetrics)
        #expect(read.faults == [])
        let samples = read.families.flatMap(\.samples).map { sample in
            let labels = sample.labels.map { "\($0.name.value)=\($0.value.value)" }.sorted()
            return "\(sample.name.value) \(labels) \(sample.value.value)".replacing(" -nan", with: " nan")
        }
        return Set(samples)
    }

    @Test("OpenMetrics has its own metadata, the samples of the text format, and an end")
    func openMetrics() throws {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        try record(in: registry, alsoUnshareable: true)
        let page = openMetrics(registry)
        #expect(page.hasSuffix("\n# EOF\n"))
        let rest = #"""
            # TYPE build info
            # HELP build Build.
            build_info{model="a\"b\\c\n",version="1.0"} 1.0
            # TYPE phase stateset
            # HELP phase Phase.
            phase{model="a\"b\\c\n",phase="idle"} 1.0
            phase{model="a\"b\\c\n",phase="busy"} 0.0
            # TYPE by_code counter
            # HELP by_code By code.
            by_code_total{code="1"} 0.0
            by_code_total{code="2"} 0.0

            """#
        #expect(families(page.replacing("# EOF\n", with: "")) == families(shared + rest))
    }

    @Test("and so have the files of a directory")
    func directory() throws {
        let directory = try SharedDirectory()
        try record(in: directory.registry(), alsoUnshareable: false)
        let reader = MultiprocessReader(directory: directory.path)
        var page: [UInt8] = []
        reader.writeExposition(as: .openMetrics, into: &page)
        #expect(String(decoding: page, as: UTF8.self) == shared + "# EOF\n")
        var messages: [UInt8] = []
        reader.writeExposition(as: .protobuf, into: &messages)
        #expect(try samples(messages, .protobuf) == samples(page, .openMetrics))
    }

    @Test("protobuf has the family's name with its suffix, its type, help and unit")
    func protobuf() throws {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        try record(in: registry, alsoUnshareable: true)
        let families = try ProtobufPage(page(registry, .protobuf)).families.map {
            "\($0.name) \($0.type) \($0.help) \($0.unit)"
        }
        #expect(
            families == [
                "requests_total 0 Requests \"all\". ", "depth 1 Depth. ", "wait_seconds 4 Wait. seconds",
                "size 2 Size. ",
                "build_info 1 Build. ", "phase 1 Phase. ", "by_code_total 0 By code. ",
            ])
    }

    @Test("each protobuf message is the same at every scrape, with the value of that moment")
    func again() throws {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        let series = try ProductUnderTest().register(in: registry) { product in
            product.counter(0, "hits_total", "Hits.", MetricLabels(open: ["page"]))
        }
        for index in 0..<3 { series.open(0).counter("page \(index)").increment() }
        let first = try ProtobufPage(page(registry, .protobuf)).families[0].samples
        series.open(0).counter("page 1").increment(by: 0.5)
        registry.removeSeries(of: "hits_total", "page 0")
        series.open(0).counter("page 3").increment()
        let second = try ProtobufPage(page(registry, .protobuf)).families[0].samples
        #expect(
            first == [
                #"hits_total ["page=page 0"] 1.0"#, #"hits_total ["page=page 1"] 1.0"#,
                #"hits_total ["page=page 2"] 1.0"#,
            ])
        #expect(
            second == [
                #"hits_total ["page=page 1"] 1.5"#, #"hits_total ["page=page 2"] 1.0"#,
                #"hits_total ["page=page 3"] 1.0"#,
            ])
    }

    // MARK: What OpenMetrics does not permit

    private func heading(_ declare: (inout ProductDeclaration) -> Void) throws -> [Substring] {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        _ = try ProductUnderTest().register(in: registry, declare)
        return openMetrics(registry).split(separator: "\n").filter { $0.hasPrefix("# TYPE") || $0.hasPrefix("# UNIT") }
    }

    @Test("a name without the suffix of its type has a type that needs none, and every sample keeps its name")
    func plainTypes() throws {
        let heading = try heading { product in
            product.counter(0, "hits", "Hits.", MetricLabels())
            product.stateSet(1, "engine:phase", "Phase.", MetricLabels(), ["idle", "busy"])
            product.histogram(2, "tokens_total", "Tokens.", MetricLabels(), [1])
            product.gauge(3, "free_info", "Free.", MetricLabels(), .sum)
        }
        #expect(
            heading == [
                "# TYPE hits unknown", "# TYPE engine:phase gauge", "# TYPE tokens_total histogram",
                "# TYPE free_info gauge",
            ])
    }

    @Test("two families never have one name")
    func takenName() throws {
        let heading = try heading { product in
            product.counter(0, "jobs_total", "Jobs so far.", MetricLabels())
            product.gauge(1, "jobs", "Jobs now.", MetricLabels(), .sum)
        }
        #expect(heading == ["# TYPE jobs_total unknown", "# TYPE jobs gauge"])
    }

    @Test("nor in a directory, and each keeps its type where the other is gone")
    func takenNameInDirectory() throws {
        let directory = try SharedDirectory()
        let registry = directory.registry()
        _ = try ProductUnderTest().register(in: registry) { product in
            product.counter(0, "jobs_total", "Jobs so far.", MetricLabels())
            product.gauge(1, "jobs", "Jobs now.", MetricLabels(), .sum, MetricOptions(initial: 1))
            product.counter(2, "hits_total", "Hits.", MetricLabels())
        }
        let types = openMetrics(registry).split(separator: "\n").filter { $0.hasPrefix("# TYPE") }
        #expect(types == ["# TYPE hits counter", "# TYPE jobs gauge", "# TYPE jobs_total unknown"])
    }

    @Test("a colon stays in every name, whatever escaping a scraper asks for")
    func colons() throws {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        _ = try ProductUnderTest().register(in: registry) { product in
            product.counter(0, "vllm:prompt_tokens_total", "", MetricLabels())
            product.histogram(1, "vllm:iteration_tokens_total", "", MetricLabels(), [1])
        }
        for escaping in ["allow-utf-8", "underscores", "dots", "values", "unknown"] {
            let accept = "application/openmetrics-text;version=1.0.0;escaping=\(escaping)"
            let page = String(decoding: self.page(registry, MetricsFormat(accept: [accept])), as: UTF8.self)
            #expect(
                page.hasPrefix(
                    """
                    # TYPE vllm:prompt_tokens counter
                    vllm:prompt_tokens_total 0.0
                    # TYPE vllm:iteration_tokens_total histogram
                    vllm:iteration_tokens_total_bucket{le="1.0"} 0.0

                    """), "\(page)")
        }
        #expect(
            try ProtobufPage(page(registry, .protobuf)).families.map(\.name) == [
                "vllm:prompt_tokens_total", "vllm:iteration_tokens_total",
            ])
    }

    @Test("a unit is said where the name ends with it")
    func units() throws {
        let heading = try heading { product in
            product.counter(0, "busy_seconds_total", "Busy.", MetricLabels())
            product.histogram(1, "size_bytes_total", "Size.", MetricLabels(), [1])
            product.gauge(2, "load_ratio", "Load.", MetricLabels(), .sum)
            product.gauge(3, "seconds", "Seconds.", MetricLabels(), .sum)
            product.stateSet(4, "phase_seconds", "Phase.", MetricLabels(), ["a"])
        }
        #expect(
            heading == [
                "# TYPE busy_seconds counter", "# UNIT busy_seconds seconds", "# TYPE size_bytes_total histogram",
                "# TYPE load_ratio gauge", "# UNIT load_ratio ratio", "# TYPE seconds gauge",
                "# TYPE phase_seconds stateset",
            ])
    }

    @Test("a histogram with a negative bound has neither sum nor count there, and both in the other formats")
    func negativeBounds() throws {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        let series = try ProductUnderTest().register(in: registry) { product in
            product.histogram(0, "drift", "", MetricLabels(), [-1, 0])
        }
        series.histogram(0).observe(-0.5)
        #expect(
            openMetrics(registry) == """
                # TYPE drift histogram
                drift_bucket{le="-1.0"} 0.0
                drift_bucket{le="0.0"} 1.0
                drift_bucket{le="+Inf"} 1.0
                # EOF

                """)
        let text = try samples(page(registry, .text), .text)
        #expect(text.count == 5)
        #expect(try samples(page(registry, .protobuf), .protobuf) == text)
    }

    // MARK: Parts of a page

    @Test("a family is found by its name, without its suffix, and by its samples; nothing found is an empty page")
    func filter() throws {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        try record(in: registry, alsoUnshareable: true)
        func names(_ names: Set<String>, _ format: MetricsFormat = .text) throws -> [String] {
            var page = MetricsPage(format, only: names)
            page.append(registry)
            let bytes = page.finished()
            guard format != .protobuf else { return try ProtobufPage(bytes).families.map(\.name) }
            return ExpositionPage(bytes).families.map(\.name)
        }
        #expect(try names(["requests_total", "nothing"]) == ["requests_total"])
        #expect(try names(["requests", "wait_seconds_bucket"]) == ["requests_total", "wait_seconds"])
        #expect(try names(["wait_seconds", "build"], .protobuf) == ["wait_seconds", "build_info"])
        #expect(try names(["build_info"], .openMetrics) == ["build"])
        #expect(try names(["nothing"], .openMetrics) == [])
    }

    @Test("several sources are one page with one end")
    func severalSources() throws {
        var page = MetricsPage(.openMetrics)
        for name in ["a", "b"] {
            let metric = try SingleMetric { $0.counter(0, "\(name)_total", "", MetricLabels()) }
            page.append(metric.registry)
        }
        page.append(contentsOf: "# TYPE c gauge\nc 1.0\n".utf8)
        #expect(
            String(decoding: page.finished(), as: UTF8.self)
                == "# TYPE a counter\na_total 0.0\n# TYPE b counter\nb_total 0.0\n# TYPE c gauge\nc 1.0\n# EOF\n")
    }

    // MARK: Agreement

    @Test("a registry says the same in each format", arguments: UInt64(1)...25)
    func agreement(seed: UInt64) throws {
        var random = RandomMetrics(seed: seed)
        let registry = MetricsRegistry(storage: .memory) { _ in }
        try random.record(in: registry)
        let text = try samples(page(registry, .text), .text)
        #expect(try samples(page(registry, .openMetrics), .openMetrics) == text)
        for _ in 0..<2 {
            let messages = try samples(page(registry, .protobuf), .protobuf)
            #expect(messages.symmetricDifference(text) == [])
        }
    }
}
