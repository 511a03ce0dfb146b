// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import MetricsRuntime

@Suite("Metrics in a shared directory")
struct MappedStoreTests {
    private let directory: SharedDirectory

    init() throws { directory = try SharedDirectory() }

    private func register(_ registry: MetricsRegistry? = nil, _ declare: (inout ProductDeclaration) -> Void) throws
        -> InstanceSeries
    {
        try ProductUnderTest().register(in: registry ?? directory.registry(), declare)
    }

    @Test("the files have Python's names, are small, and nothing else is left beside them")
    func names() throws {
        let series = try register {
            $0.counter(0, "c_total", "C.", MetricLabels())
            $0.gauge(1, "g", "G.", MetricLabels(), .livemostrecent)
            $0.histogram(2, "h", "H.", MetricLabels(), [1])
        }
        series.gauge(1).set(1)
        let pid = ProcessInfo.processInfo.processIdentifier
        #expect(
            directory.names == ["counter_\(pid).db", "gauge_livemostrecent_\(pid).db", "histogram_\(pid).db"])
        #expect(try directory.bytes(of: "counter_\(pid).db").count == 4096)
    }

    @Test("an entry has Python's bytes: key, spaces, value, timestamp")
    func bytes() throws {
        let series = try register {
            $0.counter(0, "c_total", "A \"help\"\n\u{e9}\u{1F600}\u{7f}", MetricLabels(open: ["l"]))
        }
        series.open(0).counter("a\\b").increment(by: 2.5)
        let pid = ProcessInfo.processInfo.processIdentifier
        var expected = PythonFile()
        expected.append(#"["c", "c_total", {"l": "a\\b"}, "A \"help\"\n\u00e9\ud83d\ude00\u007f"]"#, 2.5)
        var bytes = try directory.bytes(of: "counter_\(pid).db")
        // The header's second half is what readers ignore.
        bytes.replaceSubrange(4..<8, with: [0, 0, 0, 0])
        #expect(Array(bytes.prefix(expected.bytes.count)) == expected.bytes)
        #expect(bytes.dropFirst(expected.bytes.count).allSatisfy { $0 == 0 })
    }

    @Test("counters and histograms are there from the start, gauges once they are set")
    func exportedWhen() throws {
        let series = try register {
            $0.counter(0, "c_total", "C.", MetricLabels())
            $0.gauge(1, "g", "G.", MetricLabels(), .min)
            $0.histogram(2, "h", "H.", MetricLabels(), [1])
        }
        #expect(
            directory.samples == [
                "c_total 0.0", #"h_bucket{le="1.0"} 0.0"#, #"h_bucket{le="+Inf"} 0.0"#, "h_sum 0.0", "h_count 0.0",
            ])
        series.gauge(1).set(7)
        #expect(directory.samples("g") == ["g 7.0"])
        series.gauge(1).decrement()
        #expect(directory.samples("g") == ["g 6.0"])
    }

    @Test("gauges that nobody sets leave no file; the file of a mode is made when the first of its gauges is set")
    func filesOfGauges() throws {
        let series = try register {
            $0.gauge(0, "g", "G.", MetricLabels(), .livesum)
            $0.gauge(1, "h", "H.", MetricLabels(open: ["l"]), .max)
        }
        let (gauge, open) = (series.gauge(0), series.open(1).gauge("a"))
        #expect(directory.names == [])
        let pid = ProcessInfo.processInfo.processIdentifier
        open.set(2)
        #expect(directory.names == ["gauge_max_\(pid).db"])
        gauge.increment()
        #expect(directory.names == ["gauge_livesum_\(pid).db", "gauge_max_\(pid).db"])
        #expect(Set(directory.samples) == ["g 1.0", #"h{l="a"} 2.0"#])
    }

    @Test("a gauge with an initial value has an entry from the start, which any value that was set replaces")
    func initialValues() throws {
        let series = try register {
            $0.gauge(0, "g", "G.", MetricLabels(), .livesum, .init(initial: 2))
            $0.gauge(1, "h", "H.", MetricLabels(), .mostrecent, .init(initial: 0))
            $0.gauge(2, "i", "I.", MetricLabels(), .mostrecent)
            $0.gauge(3, "k", "K.", MetricLabels(open: ["l"]), .max, .init(initial: 5))
        }
        #expect(Set(directory.samples) == ["g 2.0", "h 0.0"])
        series.gauge(0).decrement()
        _ = series.open(3).gauge("a")
        #expect(Set(directory.samples) == ["g 1.0", "h 0.0", #"k{l="a"} 5.0"#])
        // A value of another process, set an hour ago.
        var file = PythonFile()
        let key = EntryKey.bytes(family: "h", sample: "h", labels: [], help: "H.")
        file.append(String(decoding: key, as: UTF8.self), 7, timestamp: SystemCall.now - 3600)
        try directory.write(file.padded, to: "gauge_mostrecent_1.db")
        #expect(directory.samples("h") == ["h 7.0"])
        series.gauge(1).increment()
        #expect(directory.samples("h") == ["h 1.0"])
    }

    @Test("a gauge whose file can't be made is recorded from when it can; that it can't is said once")
    func gaugeWithoutFile() throws {
        let notices = Lock<[MultiprocessNotice]>([])
        let registry = MetricsRegistry(
            storage: .directory(
                MultiprocessDirectory(directory.path) { notice in notices.withLock { $0.append(notice) } }))
        let gauge = try register(registry) { $0.gauge(0, "g", "G.", MetricLabels(), .max) }.gauge(0)
        try FileManager.default.removeItem(atPath: directory.path)
        for number in 0..<3 { gauge.set(number) }
        #expect(
            notices.withLock { $0 } == [
                .withoutFile(.directory(directory.path, reason: "no such file or directory"))
            ])
        try FileManager.default.createDirectory(atPath: directory.path, withIntermediateDirectories: false)
        while directory.names.isEmpty {
            gauge.set(7)
            usleep(10_000)
        }
        #expect(directory.samples == ["g 7.0"])
        #expect(notices.withLock { $0.count } == 1)
    }

    @Test("a file has whole pages, and little more than its entries need", arguments: [1, 40, 400, 4000])
    func sizes(count: Int) throws {
        let series = try register { $0.counter(0, "c_total", "C.", MetricLabels(open: ["l"])) }
        for number in 0..<count { series.open(0).counter("\(number)").increment() }
        let bytes = try directory.bytes(of: "counter_\(ProcessInfo.processInfo.processIdentifier).db")
        let used = bytes.withUnsafeBytes { Int($0.loadUnaligned(as: Int32.self)) }
        #expect(bytes.count % 4096 == 0)
        #expect(bytes.count - used < 4096 + used / 8)
    }

    @Test("the registry exports the sum over processes, with this one in it once")
    func sum() throws {
        var other = PythonFile()
        other.append(#"["c", "c_total", {}, "C."]"#, 5)
        try directory.write(other.padded, to: "counter_999999999.db")
        let registry = directory.registry()
        let series = try register(registry) { $0.counter(0, "c_total", "C.", MetricLabels()) }
        series.counter(0).increment()
        registry.add(MultiprocessReader(directory: directory.path + "/."))
        #expect(registry.exposition() == "# HELP c_total C.\n# TYPE c_total counter\nc_total 6.0\n")
    }

    @Test("an instance that is made again goes on where the old one was")
    func madeAgain() throws {
        let registry = directory.registry()
        func make() throws -> Counter {
            try register(registry) { $0.counter(0, "c_total", "C.", MetricLabels()) }.counter(0)
        }
        let old = try make()
        old.increment()
        try make().increment()
        old.increment()
        #expect(directory.samples == ["c_total 3.0"])
    }

    @Test("addresses stay while files grow under them")
    func growth() throws {
        let series = try register {
            $0.counter(0, "first_total", "First.", MetricLabels())
            $0.counter(1, "c_total", "C.", MetricLabels(open: ["l"]))
        }
        let first = series.counter(0)
        for number in 0..<5000 {
            series.open(1).counter("\(number)").increment()
            first.increment()
        }
        let pid = ProcessInfo.processInfo.processIdentifier
        #expect(try directory.bytes(of: "counter_\(pid).db").count >= 1 << 18)
        #expect(directory.samples("first_total") == ["first_total 5000.0"])
        #expect(directory.samples("c_total").count == 5000)
    }

    @Test("nothing is lost when threads record and make series at once")
    func threads() async throws {
        let series = try register {
            $0.counter(0, "c_total", "C.", MetricLabels(open: ["l"]))
            $0.histogram(1, "h", "H.", MetricLabels(), [1, 2])
            $0.gauge(2, "g", "G.", MetricLabels(), .sum)
        }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for number in 0..<2000 {
                        series.open(0).counter("\(number % 100)").increment()
                        series.histogram(1).observe(number % 4)
                        series.gauge(2).increment()
                    }
                }
            }
            for _ in 0..<20 {
                let samples = directory.samples
                let infinity = samples.first { $0.hasPrefix(#"h_bucket{le="+Inf"}"#) }?.split(separator: " ").last
                #expect(samples.contains("h_count \(infinity ?? "")"))
            }
        }
        #expect(directory.samples("c_total") == (0..<100).map { #"c_total{l="\#($0)"} 80.0"# }.sorted(by: order))
        #expect(directory.samples("g") == ["g 8000.0"])
        #expect(directory.samples("h_sum") == ["h_sum 12000.0"])
    }

    /// Series come in the order in which they were made, which threads decide.
    private func order(_ left: String, _ right: String) -> Bool {
        let all = directory.samples("c_total")
        return (all.firstIndex(of: left) ?? 0) < (all.firstIndex(of: right) ?? 0)
    }

    @Test("a directory that is missing or is none is an error of the generated initializer, with the reason")
    func faults() throws {
        let missing = MetricsRegistry(storage: .directory(MultiprocessDirectory(directory.path + "/none")))
        #expect(
            throws: MetricsSetupError.multiprocess(
                .directory(directory.path + "/none", reason: "no such file or directory"))
        ) {
            try register(missing) { $0.counter(0, "c_total", "C.", MetricLabels()) }
        }
    }

    @Test("a directory that is deleted while it is used is an error of the next file; existing series go on")
    func deleted() throws {
        let registry = directory.registry()
        let counter = try register(registry) { $0.counter(0, "c_total", "C.", MetricLabels()) }.counter(0)
        try FileManager.default.removeItem(atPath: directory.path)
        counter.increment()
        #expect(throws: MetricsSetupError.self) {
            try register(registry) { $0.histogram(0, "h", "H.", MetricLabels(), [1]) }
        }
        counter.increment()
        #expect(registry.exposition().isEmpty)
        #expect(registry.multiprocessReports.first?.directoryFault == "no such file or directory")
    }

    @Test("files that are removed under a running process are said to be, each once")
    func removedFiles() throws {
        let notices = Lock<[MultiprocessNotice]>([])
        let registry = MetricsRegistry(
            storage: .directory(
                MultiprocessDirectory(directory.path) { notice in notices.withLock { $0.append(notice) } }))
        let counter = try register(registry) { $0.counter(0, "c_total", "C.", MetricLabels()) }.counter(0)
        let files = directory.names
        for name in files { try FileManager.default.removeItem(atPath: directory.path + "/" + name) }
        counter.increment()
        for _ in 0..<2 { #expect(registry.exposition().isEmpty) }
        #expect(notices.withLock { $0 } == files.map { .fileRemoved(directory.path + "/" + $0) })
    }

    @Test("a path that is not absolute stays where it was when the working directory changes")
    func relativePath() {
        let current = FileManager.default.currentDirectoryPath
        let absolute = (current == "/" ? "" : current) + "/metrics"
        #expect(MultiprocessDirectory("metrics").path == absolute)
        #expect(MultiprocessReader(directory: "metrics").directory == absolute)
        #expect(MultiprocessDirectory("/metrics").path == "/metrics")
    }

    @Test("files of an earlier run: continued, wiped or refused, as configured, and said")
    func leftFiles() throws {
        var old = PythonFile()
        old.append(#"["c", "c_total", {}, "C."]"#, 5)
        for policy in [MultiprocessDirectory.LeftFiles.continue, .wipe, .refuse] {
            let directory = try SharedDirectory()
            try directory.write(old.padded, to: "counter_999999999.db")
            let notices = Lock<[MultiprocessNotice]>([])
            let registry = MetricsRegistry(
                storage: .directory(
                    MultiprocessDirectory(directory.path, leftFiles: policy) { notice in
                        notices.withLock { $0.append(notice) }
                    }))
            let result = Result { try register(registry) { $0.counter(0, "c_total", "C.", MetricLabels()) } }
            switch policy {
            case .continue:
                #expect(directory.samples == ["c_total 5.0"])
                #expect(notices.withLock { $0 } == [.continuing(directory: directory.path, files: 1)])
            case .wipe:
                #expect(directory.samples == ["c_total 0.0"])
                #expect(notices.withLock { $0 } == [.wiped(directory: directory.path, files: 1)])
            case .refuse:
                #expect(throws: MetricsSetupError.multiprocess(.leftFiles(directory.path, count: 1))) {
                    try result.get()
                }
            }
        }
    }

    @Test(
        "a number that was another process' before: its sums stay, its live gauges go, and nothing of it is continued")
    func reusedNumber() throws {
        let pid = ProcessInfo.processInfo.processIdentifier
        var counters = PythonFile()
        counters.append(#"["c", "c_total", {}, "C."]"#, 5)
        try directory.write(counters.padded, to: "counter_\(pid).db")
        var gauges = PythonFile()
        gauges.append(#"["g", "g", {}, "G."]"#, 9)
        try directory.write(gauges.padded, to: "gauge_livesum_\(pid).db")
        let series = try register {
            $0.counter(0, "c_total", "C.", MetricLabels())
            $0.gauge(1, "g", "G.", MetricLabels(), .livesum)
        }
        series.counter(0).increment()
        series.gauge(1).set(1)
        #expect(directory.names == ["counter_\(pid)-1.db", "counter_\(pid).db", "gauge_livesum_\(pid).db"])
        #expect(directory.samples == ["c_total 6.0", "g 1.0"])
    }
}
