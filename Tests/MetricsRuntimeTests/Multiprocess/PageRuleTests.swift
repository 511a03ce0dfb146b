// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import MetricsRuntime

/// Files that contradict each other, and series that Prometheus would refuse: one answer each, which
/// docs/several-processes.md states.
@Suite("One page of files that contradict each other")
struct PageRuleTests {
    private let directory: SharedDirectory

    init() throws { directory = try SharedDirectory() }

    private func write(_ entries: [(key: String, value: Double)], to name: String) throws {
        var file = PythonFile()
        for (key, value) in entries { file.append(key, value) }
        try directory.write(file.padded, to: name)
    }

    private func write(_ key: String, _ value: Double, to name: String) throws { try write([(key, value)], to: name) }

    /// Like a process that lives: it has the file open, with the lock of its writer.
    private func live(_ name: String) throws -> FileHandle {
        let handle = try FileHandle(forUpdating: URL(filePath: directory.path).appending(path: name))
        SystemCall.lock(handle.fileDescriptor)
        return handle
    }

    private func page(_ reader: MultiprocessReader? = nil) -> [Substring] {
        (reader ?? MultiprocessReader(directory: directory.path)).exposition().split(separator: "\n")
            .filter { !$0.hasPrefix("# HELP") }
    }

    // MARK: Two families of one name

    @Test("where a metric's type has changed, the living process has it, whatever the files are called")
    func changedType() throws {
        let key = #"["jobs_total", "jobs_total", {}, "Jobs."]"#
        try write(key, 5, to: "counter_999991.db")
        try write(key, 7, to: "gauge_sum_999992.db")
        let reader = MultiprocessReader(directory: directory.path)
        for (name, expected) in [
            ("gauge_sum_999992.db", ["# TYPE jobs_total gauge", "jobs_total 7.0"]),
            ("counter_999991.db", ["# TYPE jobs_total counter", "jobs_total 5.0"]),
        ] {
            let writer = try live(name)
            #expect(page(reader) == expected.map { $0[...] })
            let isGauge = name.hasPrefix("gauge")
            #expect(
                reader.lastReport.faults == [
                    .init(
                        file: isGauge ? "counter_999991.db" : "gauge_sum_999992.db",
                        reason: .familyConflict(
                            family: "jobs_total", type: isGauge ? "counter" : "gauge (sum)", files: 1,
                            with: isGauge
                                ? "the gauge (sum) `jobs_total` of a newer process"
                                : "the counter `jobs_total` of a newer process"))
                ])
            try writer.close()
        }
        // Nobody lives: the order of kinds decides, which folding can't change.
        #expect(page(reader) == ["# TYPE jobs_total counter", "jobs_total 5.0"])
    }

    @Test("of two living processes the newer one has the metric, and goes on having it")
    func newest() throws {
        let key = #"["busy", "busy", {}, "Busy."]"#
        let reader = MultiprocessReader(directory: directory.path)
        try write(key, 1, to: "gauge_max_999993.db")
        let old = try live("gauge_max_999993.db")
        #expect(page(reader) == ["# TYPE busy gauge", "busy 1.0"])
        try write(key, 2, to: "gauge_livesum_999992.db")
        let new = try live("gauge_livesum_999992.db")
        for _ in 0..<2 { #expect(page(reader) == ["# TYPE busy gauge", "busy 2.0"]) }
        try old.write(contentsOf: Data())
        #expect(page(reader) == ["# TYPE busy gauge", "busy 2.0"])
        try new.close()
        #expect(page(reader) == ["# TYPE busy gauge", "busy 1.0"])
        try old.close()
    }

    @Test(
        "a family whose name is that of another one's samples is not beside it",
        arguments: ["x", "x_bucket", "x_sum", "x_count"])
    func sampleNames(_ name: String) throws {
        try write(
            [(#"["x", "x_sum", {}, "X."]"#, 1), (#"["x", "x_bucket", {"le": "+Inf"}, "X."]"#, 1)],
            to: "histogram_999991.db")
        try write(#"["\#(name)", "\#(name)", {}, "X."]"#, 9, to: "gauge_sum_999992.db")
        try write(#"["healthy", "healthy_total", {}, "H."]"#, 9, to: "counter_999993.db")
        let healthy: [Substring] = ["# TYPE healthy_total counter", "healthy_total 9.0"]
        let reader = MultiprocessReader(directory: directory.path)
        #expect(
            page(reader) == healthy + [
                "# TYPE x histogram", #"x_bucket{le="+Inf"} 1.0"#, "x_sum 1.0", "x_count 1.0",
            ])
        #expect(reader.lastReport.faultCount == 1)
        let writer = try live("gauge_sum_999992.db")
        #expect(page(reader) == healthy + ["# TYPE \(name) gauge", "\(name) 9.0"])
        try writer.close()
    }

    @Test("a counter `x_total`, a counter `x` and a gauge `x_info` have no name in common")
    func noConflict() throws {
        try write(
            [(#"["x", "x_total", {}, "X."]"#, 1), (#"["x", "x", {}, "X."]"#, 2)], to: "counter_999991.db")
        try write(#"["x_info", "x_info", {}, "X."]"#, 3, to: "gauge_sum_999992.db")
        let reader = MultiprocessReader(directory: directory.path)
        #expect(
            page(reader) == [
                "# TYPE x counter", "x 2.0", "# TYPE x_info gauge", "x_info 3.0", "# TYPE x_total counter",
                "x_total 1.0",
            ])
        #expect(reader.lastReport.faultCount == 0)
    }

    @Test("what a process has itself, and what an earlier directory has, comes first")
    func severalParts() throws {
        let other = try SharedDirectory()
        for (index, place) in [directory, other].enumerated() {
            var file = PythonFile()
            for name in ["x_sum", "shared_total", "only\(index)"] {
                file.append(#"["\#(name)", "\#(name)", {}, "X."]"#, Double(index + 1))
            }
            try place.write(file.padded, to: "counter_999991.db")
        }
        let registry = MetricsRegistry(storage: .memory)
        _ = try ProductUnderTest().register(in: registry) { $0.summary(0, "x", "X.", MetricLabels()) }
        registry.add(MultiprocessReader(directory: directory.path))
        registry.add(MultiprocessReader(directory: other.path))
        #expect(
            registry.exposition().split(separator: "\n").filter { !$0.hasPrefix("# HELP") } == [
                "# TYPE x summary", "x_count 0.0", "x_sum 0.0", "# TYPE only0 counter", "only0 1.0",
                "# TYPE shared_total counter", "shared_total 1.0", "# TYPE only1 counter", "only1 2.0",
            ])
        #expect(registry.multiprocessReports.map(\.faultCount) == [1, 2])
        #expect(
            registry.multiprocessReports[0].faults[0].description
                == "`counter_999991.db` has the counter `x_sum`, which is left out: a metric of this process has its name; rename one of them"
        )
    }

    // MARK: One family that is declared in two ways

    @Test("of several helps the page has that of the newest living process, and says so")
    func help() throws {
        try write(#"["c", "c_total", {}, "Beta."]"#, 1, to: "counter_999991.db")
        try write(#"["c", "c_total", {}, "Alpha."]"#, 2, to: "counter_999992.db")
        let reader = MultiprocessReader(directory: directory.path)
        #expect(reader.exposition() == "# HELP c_total Alpha.\n# TYPE c_total counter\nc_total 3.0\n")
        let writer = try live("counter_999991.db")
        #expect(reader.exposition() == "# HELP c_total Beta.\n# TYPE c_total counter\nc_total 3.0\n")
        #expect(reader.lastReport.faultCount == 0)
        #expect(reader.lastReport.differences == [.help(family: "c_total")])
        try writer.close()
        try FileManager.default.removeItem(atPath: directory.path + "/counter_999992.db")
        #expect(reader.exposition() == "# HELP c_total Beta.\n# TYPE c_total counter\nc_total 1.0\n")
        #expect(reader.lastReport.differences.isEmpty)
    }

    @Test("names that are one on the page are one family")
    func escapedNames() throws {
        try write(#"["a.b", "a.b", {}, "A."]"#, 1, to: "gauge_sum_999991.db")
        try write(#"["a_b", "a_b", {}, "A."]"#, 2, to: "gauge_sum_999992.db")
        let reader = MultiprocessReader(directory: directory.path)
        #expect(page(reader) == ["# TYPE a_b gauge", "a_b 3.0"])
        #expect(reader.lastReport.differences == [.name(family: "a_b", inFiles: ["a.b", "a_b"])])
    }

    @Test(
        "label sets that are one to Prometheus are one series",
        arguments: [
            (#"{}"#, #"{"l": ""}"#, "g"), (#"{"k": "v"}"#, #"{"k": "v", "l": ""}"#, #"g{k="v"}"#),
            (#"{"l": ""}"#, #"{"m": ""}"#, #"g{l=""}"#),
            (#"{"a.z": "1", "a_b": "2"}"#, #"{"a_b": "2", "a_z": "1"}"#, #"g{a_b="2",a_z="1"}"#),
        ])
    func equalLabels(first: String, second: String, series: String) throws {
        for (left, right) in [(first, second), (second, first)] {
            try write(#"["g", "g", \#(left), "G."]"#, 1, to: "gauge_sum_999991.db")
            try write(#"["g", "g", \#(right), "G."]"#, 2, to: "gauge_sum_999992.db")
            let page = page()
            #expect(page.count == 2)
            #expect(page.last == "\(series) 3.0" || series == #"g{l=""}"# && page.last == #"g{m=""} 3.0"#)
        }
    }

    // MARK: Series that Prometheus would refuse

    @Test(
        "a series that Prometheus would refuse is left out and told of; the rest of the file is there",
        arguments: [
            (
                "counter", #"["x", "x_total", {"a-b": "1", "a.b": "2"}, "X."]"#,
                "two of its labels are `a_b` on the page"
            ),
            ("counter", #"["x", "x_total", {"a": "1", "a": "2"}, "X."]"#, "it has the label `a` twice"),
            ("counter", #"["x", "x_total", {"": "1"}, "X."]"#, "a label has no name"),
            ("counter", #"["x", "x_total", {"__name__": "y"}, "X."]"#, "the label name `__name__` is reserved"),
            ("counter", #"["x", "x_total", {"_.name..": "y"}, "X."]"#, "the label name `_.name..` is reserved"),
            ("counter", #"["x", "other_total", {}, "X."]"#, "`other_total` isn't a sample of the counter `x`"),
            ("gauge_sum", #"["x", "x_total", {}, "X."]"#, "`x_total` isn't a sample of the gauge `x`"),
            (
                "summary", #"["x", "x_sum", {"quantile": "0.5"}, "X."]"#,
                "quantiles of several processes can't be merged"
            ),
            ("histogram", #"["x", "x_sum", {"le": "1"}, "X."]"#, "the label `le` belongs to a bucket only"),
            ("histogram", #"["x", "x_bucket", {}, "X."]"#, "a bucket has no label `le`"),
            (
                "histogram", #"["x", "x_bucket", {"le": "\u001b]0"}, "X."]"#,
                #"`le` is `\u{1B}]0`, which is not a number"#
            ),
        ])
    func refused(kind: String, key: String, reason: String) throws {
        let sample = ["counter": "_total", "histogram": "_sum", "summary": "_sum"][kind] ?? ""
        try write(
            [(key, 1), (#"["good", "good\#(sample)", {"a": "b"}, "G."]"#, 7), (key, 1)], to: "\(kind)_999991.db")
        let reader = MultiprocessReader(directory: directory.path)
        #expect(page(reader).dropFirst() == [#"good\#(sample){a="b"} 7.0"#])
        #expect(
            reader.lastReport.faults == [
                .init(file: "\(kind)_999991.db", reason: .refusedSeries(count: 2, first: reason))
            ])
    }

    @Test("samples that readers make themselves or have no use for are no fault")
    func unused() throws {
        try write(
            [(#"["c", "c_created", {}, "C."]"#, 1.7e9), (#"["c", "c_total", {}, "C."]"#, 3)], to: "counter_1.db")
        try write([(#"["h", "h_sum", {}, "H."]"#, 3), (#"["h", "h_count", {}, "H."]"#, 3)], to: "histogram_1.db")
        let reader = MultiprocessReader(directory: directory.path)
        #expect(page(reader) == ["# TYPE c_total counter", "c_total 3.0", "# TYPE h histogram", "h_sum 3.0"])
        #expect(reader.lastReport.faultCount == 0)
    }

    @Test("labels longer than Prometheus can hold are left out")
    func longLabels() throws {
        let long = String(repeating: "x", count: 1 << 20)
        try write(
            [(#"["x", "x_total", {"a": "\#(long)"}, "X."]"#, 1), (#"["x", "x_total", {}, "X."]"#, 2)],
            to: "counter_1.db")
        #expect(page() == ["# TYPE x_total counter", "x_total 2.0"])
    }

    @Test("no more writers are looked at than it takes to find the newest that lives")
    func writersLookedAt() {
        var asked: [String] = []
        func source(_ process: Int, _ declarations: Set<UInt32>) -> PageSources.Source {
            let name = MultiprocessFileName(kind: .counter, process: "\(process)")
            return .init(
                file: name, declarations: declarations, seen: .init(round: UInt32(process), seconds: 0, nanoseconds: 0))
        }
        let sources = PageSources(all: (0..<1000).map { source($0, $0 < 990 ? [1] : $0 < 995 ? [2] : [3]) }) { file in
            asked.append(file.process)
            return file.process == "993"
        }
        #expect(sources.ranks([]) == [:])
        #expect(sources.ranks([.init(families: [[1, 2]])]) == [2: 6])
        #expect(asked == ["994", "993"])
        asked = []
        #expect(sources.ranks([.init(families: [[1], [2]]), .init(families: [[4]])]) == [2: 6])
        #expect(asked == ["994", "993"])
    }

    // MARK: Reports

    @Test("a report stays small, however many faults there are")
    func manyFaults() throws {
        for number in 0..<1010 { try directory.write([], to: "counter_\(number).db") }
        let reader = MultiprocessReader(directory: directory.path)
        _ = reader.exposition()
        #expect(reader.lastReport.faults.count == 1000)
        #expect(reader.lastReport.faultCount == 1010)
        #expect(reader.lastReport.skippedInAll == 1010)
    }

    @Test("a message is reported once, again after an hour without it, and only a limited number is remembered")
    func repeatedMessages() {
        var messages = RepeatedMessages(largest: 3)
        #expect(messages.new(["a", "b", "a"], at: 0) == ["a", "b"])
        #expect(messages.new(["a"], at: 3000) == [])
        #expect(messages.new(["a", "b"], at: 6000) == ["b"])
        #expect(messages.new(["c", "d", "e"], at: 6000).map { $0.prefix(10) } == ["c", "there is m"])
        #expect(messages.new(["f", "g"], at: 6001) == [])
        // One after those for which there is no room is reported all the same.
        #expect(messages.new(["f", "c"], at: 9000) == [])
        #expect(messages.new(["c"], at: 12_000) == [])
        // All has gone for an hour.
        #expect(messages.new(["f", "g"], at: 20_000) == ["f", "g"])
    }

    @Test("a message has no character that commands a terminal, whatever a file is called")
    func fileNameInMessage() {
        let fault = MultiprocessFileFault(file: "counter_\u{1B}[2J\n1\u{202E}.db", reason: .empty)
        #expect(fault.description.hasPrefix(#"`counter_\u{1B}[2J\u{A}1\u{202E}.db` is empty"#))
    }

    @Test("strings chosen to become equal by a multiplication have different hashes")
    func chosenStrings() {
        var hashes: Set<UInt64> = []
        for number: UInt64 in 0..<1000 {
            // The last eight bytes are a constant of a multiplying hash.
            var bytes = Array("[\"h\", \"h_bucket\", {\"a\": \"\(100_000 + number)\"}".utf8)
            withUnsafeBytes(of: 0x8EBC_6AF0_9C88_C6E3 as UInt64) { bytes += $0 }
            bytes.withUnsafeBytes { _ = hashes.insert(Fingerprint($0, context: 1).first) }
        }
        #expect(hashes.count == 1000)
    }
}
