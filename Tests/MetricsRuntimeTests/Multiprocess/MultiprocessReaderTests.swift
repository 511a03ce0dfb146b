// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import MetricsRuntime

@Suite("Reading a shared directory")
struct MultiprocessReaderTests {
    private let directory: SharedDirectory

    init() throws { directory = try SharedDirectory() }

    private var healthy: PythonFile {
        var file = PythonFile()
        for number in 0..<20 {
            file.append(#"["c", "c_total", {"number": "\#(number)", "place": "caf\u00e9"}, "C."]"#, Double(number))
        }
        return file
    }

    @Test("a file truncated at any byte of its first 4 KiB is reported and skipped, and stops nothing")
    func truncated() throws {
        var small = PythonFile()
        small.append(#"["other", "other_total", {}, "Other."]"#, 1)
        try directory.write(small.padded, to: "counter_2.db")
        var file = healthy
        while file.bytes.count < 4096 { file.append(#"["c", "c_total", {"at": "\#(file.bytes.count)"}, "C."]"#, 1) }
        let reader = MultiprocessReader(directory: directory.path)
        for length in 0..<4096 {
            try directory.write(Array(file.bytes[..<length]), to: "counter_1.db")
            #expect(reader.exposition().hasSuffix("other_total 1.0\n"))
            #expect(reader.lastReport.faults.count == 1, "\(length) bytes")
            #expect(reader.lastReport.files == 1)
        }
        #expect(reader.lastReport.skippedInAll == 4096)
        try directory.write(file.bytes, to: "counter_1.db")
        _ = reader.exposition()
        #expect(reader.lastReport.faults.isEmpty)
    }

    @Test("a file that doesn't hold metrics is reported with the reason")
    func foreign() throws {
        try directory.write(healthy.padded, to: "counter_999991.db")
        try directory.write([1, 2, 3], to: "notes.db")
        try directory.write([], to: "counter_2.db")
        try directory.write([UInt8](repeating: 0xFF, count: 100), to: "counter_3.db")
        try directory.write([9], to: "notes.txt")
        try FileManager.default.createDirectory(
            atPath: directory.path + "/counter_4.db", withIntermediateDirectories: true)
        mkfifo(directory.path + "/counter_5.db", 0o600)
        var file = PythonFile()
        file.append("no key", 1)
        try directory.write(file.padded, to: "counter_6.db")
        file = PythonFile()
        file.append(#"["c_total", "c_total", {}, "C."]"#, 1)
        try directory.write(file.padded, to: "gauge_sum_999997.db")
        let reader = MultiprocessReader(directory: directory.path)
        _ = reader.exposition()
        #expect(
            reader.lastReport.faults == [
                .init(file: "counter_2.db", reason: .empty),
                .init(file: "counter_3.db", reason: .corrupted(offset: 0)),
                .init(file: "counter_4.db", reason: .noRegularFile),
                .init(file: "counter_5.db", reason: .noRegularFile),
                .init(file: "counter_6.db", reason: .unreadableKey(offset: 8)),
                .init(file: "notes.db", reason: .foreignName),
                .init(
                    file: "gauge_sum_999997.db",
                    reason: .familyConflict(
                        family: "c_total", type: "gauge (sum)", files: 1, with: "the counter `c_total`")),
            ])
        // A file that Python has made and not begun yet is not a fault.
        #if os(Linux)
            let writer = try directory.writer(of: "counter_2.db")
            _ = reader.exposition()
            #expect(reader.lastReport.faults.count == 6)
            try writer.close()
        #endif
        try directory.write([UInt8](repeating: 0, count: 65_536), to: "counter_2.db")
        _ = reader.exposition()
        #expect(reader.lastReport.faults.count == 6)
    }

    @Test("a file that grows, is replaced or goes is noticed, whatever was kept of it")
    func changes() throws {
        let reader = MultiprocessReader(directory: directory.path)
        func samples() -> [Substring] { reader.exposition().split(separator: "\n").filter { !$0.hasPrefix("#") } }
        var file = PythonFile()
        file.append(#"["a", "a_total", {}, "A."]"#, 1)
        try directory.write(file.padded, to: "counter_1.db")
        #expect(samples() == ["a_total 1.0"])
        var grown = file
        grown.append(#"["b", "b_total", {}, "B."]"#, 2)
        try directory.write(grown.padded, to: "counter_1.db")
        #expect(samples() == ["a_total 1.0", "b_total 2.0"])
        // Of the same size, with other keys.
        var other = PythonFile()
        other.append(#"["b", "b_total", {}, "B."]"#, 3)
        other.append(#"["a", "a_total", {}, "A."]"#, 4)
        try directory.write(other.padded, to: "counter_1.db")
        #expect(samples() == ["a_total 4.0", "b_total 3.0"])
        try FileManager.default.removeItem(atPath: directory.path + "/counter_1.db")
        #expect(samples().isEmpty)
    }

    @Test("a file that is overwritten where it is, with as many bytes, is read anew")
    func overwrittenInPlace() throws {
        let reader = MultiprocessReader(directory: directory.path)
        let path = directory.path + "/counter_1.db"
        for (name, value) in [("a", 1.0), ("b", 2), ("b", 3), ("c", 3)] {
            var file = PythonFile()
            file.append(#"["\#(name)", "\#(name)_total", {}, "Help."]"#, value)
            if FileManager.default.fileExists(atPath: path) {
                let handle = try FileHandle(forUpdating: URL(filePath: path))
                try handle.write(contentsOf: Data(file.padded))
                try handle.close()
            } else {
                try directory.write(file.padded, to: "counter_1.db")
            }
            #expect(reader.exposition().hasSuffix("\(name)_total \(value)\n"))
            #expect(reader.exposition().split(separator: "\n").count == 3)
        }
    }

    @Test("a file that grows while it is read is read as it was or as it is, and never left out")
    func growing() throws {
        var small = PythonFile()
        small.append(#"["c", "c_total", {}, "C."]"#, 1)
        var large = small
        while large.bytes.count < 1 << 17 {
            large.append(#"["d", "d_total", {"at": "\#(large.bytes.count)"}, "D."]"#, 1)
        }
        // It grows before any of the reads that a reading makes, one after another.
        for growsBefore in 0..<4 {
            try directory.write(small.bytes, to: "counter_1.db")
            let path = directory.path + "/counter_1.db"
            let grown = large.bytes
            let count = Lock(0)
            let reader = MultiprocessReader(directory: directory.path) {
                let isNow = count.withLock { count in
                    count += 1
                    return count == growsBefore + 1
                }
                guard isNow, let handle = FileHandle(forUpdatingAtPath: path) else { return }
                // As a writer does it: room first, then the entries, then how many bytes are in use.
                try? handle.truncate(atOffset: UInt64(grown.count))
                try? handle.seek(toOffset: 8)
                try? handle.write(contentsOf: Data(grown[8...]))
                try? handle.seek(toOffset: 0)
                try? handle.write(contentsOf: Data(grown[..<8]))
                try? handle.close()
            }
            for _ in 0..<2 {
                #expect(reader.exposition().contains("\nc_total 1.0\n"), "grows before read \(growsBefore)")
                #expect(reader.lastReport.faults.isEmpty)
            }
        }
    }

    @Test("nothing is held of a file between two readings: neither a mapping nor a descriptor")
    func holdsNothing() throws {
        for number in 0..<300 { try directory.write(healthy.bytes, to: "counter_\(number).db") }
        let reader = MultiprocessReader(directory: directory.path)
        #expect(reader.exposition().contains(#"number="19""#))
        let path = directory.path
        #if os(Linux)
            let mappings = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
            #expect(!mappings.contains(path))
            let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
            for descriptor in descriptors {
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
                #expect(target?.hasPrefix(path) != true)
            }
        #endif
        #expect(reader.exposition().contains(#"number="19""#))
    }

    @Test("buckets are one bucket by their number, however `le` is written, and labels keep their order around it")
    func buckets() throws {
        for (name, texts) in [("1", ["1e+010", "2.0"]), ("2", ["1e+10", "2"])] {
            var file = PythonFile()
            file.append(#"["h", "h_sum", {"a": "x", "z": "}, "}, "H."]"#, 1)
            for text in texts + ["+Inf"] {
                file.append(#"["h", "h_bucket", {"a": "x", "le": "\#(text)", "z": "}, "}, "H."]"#, 1)
            }
            try directory.write(file.padded, to: "histogram_\(name).db")
        }
        #expect(
            directory.samples == [
                #"h_bucket{a="x",le="2.0",z="}, "} 2.0"#, #"h_bucket{a="x",le="1e+10",z="}, "} 4.0"#,
                #"h_bucket{a="x",le="+Inf",z="}, "} 6.0"#, #"h_sum{a="x",z="}, "} 2.0"#, #"h_count{a="x",z="}, "} 6.0"#,
            ])
    }
}
