// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import MetricsRuntime

/// What anybody can put into a directory that processes share.
@Suite("A directory with what nobody should put there")
struct HostileDirectoryTests {
    private let directory: SharedDirectory

    init() throws { directory = try SharedDirectory() }

    private func write(_ key: String, _ value: Double, to name: String) throws {
        var file = PythonFile()
        file.append(key, value)
        try directory.write(file.padded, to: name)
    }

    private func samples(_ reader: MultiprocessReader) -> [Substring] {
        reader.exposition().split(separator: "\n").filter { !$0.hasPrefix("#") }
    }

    /// A file of so many bytes without a block behind one of them.
    private func sparse(_ size: Int, _ name: String) throws {
        try directory.write([], to: name)
        try #require(truncate(directory.path + "/" + name, off_t(size)) == 0)
    }

    private let counter = #"["c", "c_total", {}, "C."]"#

    @Test("a file's name reaches the page as a label value, and as nothing else")
    func nameInTheLabel() throws {
        try write(#"["g", "g", {}, "G."]"#, 1, to: "gauge_all_1\"} 7\nevil{x=\"y.db")
        #expect(
            samples(MultiprocessReader(directory: directory.path))
                == [#"g{pid="1\"} 7\nevil{x=\"y"} 1.0"#])
    }

    @Test("sizes and numbers that nobody can have end neither a scrape nor a folding")
    func sizes() throws {
        try write(counter, 1, to: "counter_999000001.db")
        try write(counter, 2, to: "counter_999000002.db")
        try write(counter, 4, to: "counter_folded-9223372036854775807.db")
        try sparse(4 << 40, ".counter_folded-1.pending")
        try sparse(4 << 40, "counter_999000003.db")
        let reader = MultiprocessReader(directory: directory.path)
        #expect(samples(reader) == ["c_total 7.0"])
        #expect(
            reader.lastReport.faults.contains(.init(file: ".counter_folded-1.pending", reason: .noFoldList)))
        #expect(try MultiprocessDirectory(directory.path).foldEndedProcesses() >= 2)
        #expect(samples(reader) == ["c_total 7.0"])
    }

    @Test(
        "a file that claims two gigabytes of nothing is not read",
        arguments: ["counter_999991.db", ".counter_folded-1.pending"])
    func claims(_ name: String) throws {
        try sparse(Int(Int32.max), name)
        let handle = try FileHandle(forUpdating: URL(filePath: "\(directory.path)/\(name)"))
        try handle.write(contentsOf: [0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0])
        let buffer = ReadBuffer()
        let reading = EntryReading(handle.fileDescriptor, buffer, used: Int(Int32.max), known: 0)
        #expect(buffer.bytes.count <= 2 << 20)
        guard case .wrong(offset: 8) = reading else { throw Unexpected() }
        let contents = FileContents(
            of: handle.fileDescriptor, size: Int(Int32.max), buffer, more: FoldList.largestSize)
        #expect(buffer.bytes.count <= 2 << 20)
        guard case .torn = contents else { throw Unexpected() }
        try write(counter, 1, to: "counter_999992.db")
        #expect(samples(MultiprocessReader(directory: directory.path)) == ["c_total 1.0"])
    }

    private struct Unexpected: Error {}

    @Test("a file of several megabytes is read whole, in pieces")
    func pieces() throws {
        var file = PythonFile()
        // One key is longer than a piece.
        let long = String(repeating: "x", count: 3 << 20)
        file.append(#"["c", "c_total", {"l": "\#(long)"}, "C."]"#, 1)
        for number in 0..<3 {
            let long = String(repeating: "\(number)", count: 1 << 19)
            file.append(#"["c", "c_total", {"l": "\#(long)"}, "C."]"#, 1)
        }
        file.append(counter, 5)
        try directory.write(file.padded, to: "counter_999991.db")
        let reader = MultiprocessReader(directory: directory.path)
        for _ in 0..<2 {
            #expect(samples(reader).map { String($0.suffix(4)) } == [" 1.0", " 1.0", " 1.0"] + [" 5.0"])
            #expect(reader.lastReport.faults.map(\.reason).count == 1)
        }
        file.append(#"["d", "d_total", {}, "D."]"#, 6)
        try directory.write(file.padded, to: "counter_999991.db")
        #expect(samples(reader).last == "d_total 6.0")
    }

    @Test("a pipe keeps nobody waiting: neither who starts, nor who marks, nor who folds", .timeLimit(.minutes(30)))
    func pipe() throws {
        mkfifo(directory.path + "/counter_999000001.db", 0o600)
        mkfifo(directory.path + "/gauge_livesum_\(getpid()).db", 0o600)
        try write(counter, 1, to: "counter_999000002.db")
        let shared = MultiprocessDirectory(directory.path)
        #expect(try shared.foldEndedProcesses() == 0)
        #expect(try shared.endedProcesses().contains(999_000_002))
        #expect(samples(MultiprocessReader(directory: directory.path)) == ["c_total 1.0"])
    }

    @Test("a link is not followed, wherever it leads")
    func link() throws {
        let other = try SharedDirectory()
        var file = PythonFile()
        file.append(counter, 5)
        try other.write(file.padded, to: "counter_1.db")
        try write(counter, 1, to: "counter_1.db")
        for (name, target) in [("counter_2.db", "\(other.path)/counter_1.db"), ("counter_3.db", "counter_1.db")] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(directory.path)/\(name)", withDestinationPath: target)
        }
        let reader = MultiprocessReader(directory: directory.path)
        #expect(samples(reader) == ["c_total 1.0"])
        #expect(
            reader.lastReport.faults
                == ["counter_2.db", "counter_3.db"].map { .init(file: $0, reason: .noRegularFile) })
    }

    @Test("a name that isn't UTF-8 is reported")
    func nameThatIsNoText() throws {
        try write(counter, 1, to: "counter_1.db")
        let name: [CChar] = Array((directory.path + "/counter_").utf8CString.dropLast()) + [-1, 0x2E, 0x64, 0x62, 0]
        #expect(rename(directory.path + "/counter_1.db", name) == 0)
        let reader = MultiprocessReader(directory: directory.path)
        #expect(samples(reader).isEmpty)
        #expect(reader.lastReport.faults == [.init(file: "counter_\u{FFFD}.db", reason: .foreignName)])
        #expect(unlink(name) == 0)
    }

    @Test("a family that comes back with another type is served, since the file with the first has gone")
    func changedType() throws {
        let reader = MultiprocessReader(directory: directory.path)
        try write(#"["x", "x", {}, "X."]"#, 3, to: "gauge_liveall_1.db")
        #expect(samples(reader) == [#"x{pid="1"} 3.0"#])
        try FileManager.default.removeItem(atPath: directory.path + "/gauge_liveall_1.db")
        try write(#"["x", "x", {}, "X."]"#, 4, to: "gauge_sum_2.db")
        #expect(samples(reader) == ["x 4.0"])
        #expect(reader.lastReport.faults.isEmpty)
    }

    @Test("a sample whose name only begins like a sum's is none")
    func notASum() throws {
        var file = PythonFile()
        for (key, value) in [
            (#"["h", "h_sum", {}, "H."]"#, 3.0), (#"["h", "h_sum_x", {}, "H."]"#, 9),
            (#"["h", "h_bucket", {"le": "+Inf"}, "H."]"#, 1),
        ] { file.append(key, value) }
        try directory.write(file.padded, to: "histogram_1.db")
        #expect(samples(MultiprocessReader(directory: directory.path)).contains("h_sum 3.0"))
    }

    #if os(Linux)
        @Test("whether the writers of empty files live is asked in one open directory")
        func manyEmptyFiles() throws {
            let reader = MultiprocessReader(directory: directory.path)
            for number in 0..<100 { try directory.write([], to: "counter_\(999_000_000 + number).db") }
            let events = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            defer { close(events) }
            try #require(events >= 0 && inotify_add_watch(events, directory.path, UInt32(IN_OPEN)) >= 0)
            #expect(samples(reader).isEmpty)
            #expect(reader.lastReport.faults.count == 100)
            var bytes = [UInt8](repeating: 0, count: 1 << 20)
            let count = read(events, &bytes, bytes.count)
            var openings: (directory: Int, files: Int) = (0, 0)
            var place = 0
            while place < count {
                let event = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: inotify_event.self) }
                // Without a name it is the directory.
                if event.len == 0 { openings.directory += 1 } else { openings.files += 1 }
                place += MemoryLayout<inotify_event>.size + Int(event.len)
            }
            // For the lock, for the names, and for all questions. Equal events in a row are one.
            #expect((1...3).contains(openings.directory))
            #expect(openings.files >= 100)
        }
    #endif

    @Test("a lock that somebody else keeps costs a scrape its values, and not its end", .slow, .timeLimit(.minutes(30)))
    func keptLock() throws {
        try write(counter, 1, to: "counter_1.db")
        let descriptor = open(directory.path, O_RDONLY | O_CLOEXEC)
        try #require(descriptor >= 0 && flock(descriptor, LOCK_EX) == 0)
        let reader = MultiprocessReader(directory: directory.path)
        #expect(samples(reader).isEmpty)
        #expect(reader.lastReport.directoryFault == "another process has held its lock for 5 seconds")
        #expect(reader.lastReport.skippedInAll == 1)
        close(descriptor)
        #expect(samples(reader) == ["c_total 1.0"])
    }
}
