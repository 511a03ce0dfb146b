// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import MetricsRuntime

@Suite("Folding the files of ended processes")
struct FoldingTests {
    /// Values whose sum depends on the order in which doubles are added.
    private static func amount(_ generator: inout SeededGenerator) -> Double {
        .random(in: 0..<1000, using: &generator) * [1e-9, 1, 1e9].randomElement(using: &generator)!
    }

    /// A directory with the files of so many ended processes, of every kind and mode.
    private static func filled(
        _ processes: Int, of kinds: [MultiprocessFileKind] = MultiprocessFileKind.all,
        _ generator: inout SeededGenerator
    ) throws -> SharedDirectory {
        let directory = try SharedDirectory()
        try fill(directory, processes, from: 0, of: kinds, &generator)
        return directory
    }

    private static func fill(
        _ directory: SharedDirectory, _ processes: Int, from first: Int,
        of kinds: [MultiprocessFileKind] = MultiprocessFileKind.all, _ generator: inout SeededGenerator
    ) throws {
        for process in first..<first + processes {
            for kind in kinds {
                var file = PythonFile()
                let name = kind.prefix.replacing("_", with: "x")
                for series in 0..<8 where Bool.random(using: &generator) || series == 0 {
                    let label = #"{"l": "\#(series)"}"#
                    let time = Double.random(in: 1...100, using: &generator)
                    switch kind {
                    case .counter:
                        file.append(#"["\#(name)", "\#(name)_total", \#(label), "C."]"#, amount(&generator))
                    case .histogram:
                        file.append(#"["\#(name)", "\#(name)_sum", \#(label), "H."]"#, amount(&generator))
                        for bound in ["1.0", "+Inf"] {
                            let labels = #"{"l": "\#(series)", "le": "\#(bound)"}"#
                            file.append(#"["\#(name)", "\#(name)_bucket", \#(labels), "H."]"#, Double(series))
                        }
                    case .summary:
                        file.append(#"["\#(name)", "\#(name)_sum", \#(label), "S."]"#, amount(&generator))
                        file.append(#"["\#(name)", "\#(name)_count", \#(label), "S."]"#, 1)
                    default:
                        // A gauge, in any mode.
                        file.append(
                            #"["\#(name)", "\#(name)", \#(label), "G."]"#, amount(&generator), timestamp: time)
                    }
                }
                // No process has such a number.
                try directory.write(file.bytes, to: "\(kind.prefix)\(999_000_000 + process).db")
            }
        }
    }

    /// A file with one counter.
    private static func counter(_ value: Double) -> PythonFile {
        var file = PythonFile()
        file.append(#"["c", "c_total", {}, "C."]"#, value)
        return file
    }

    /// A directory in which three ended processes have left a counter of 5 each, and the names of the files.
    private static func threeCounters() throws -> (SharedDirectory, names: [String]) {
        let directory = try SharedDirectory()
        let names = (0..<3).map { "counter_\(999_000_000 + $0).db" }
        for name in names { try directory.write(counter(5).padded, to: name) }
        return (directory, names)
    }

    /// The page as lines in an order of their own: that of series follows from the files that bring them.
    private func page(_ reader: MultiprocessReader) -> [String] {
        reader.exposition().split(separator: "\n").map(String.init).sorted()
    }

    private func page(_ directory: SharedDirectory) -> [String] { page(MultiprocessReader(directory: directory.path)) }

    @Test("one file takes the place of each kind's, and the page stays what it is to the last digit")
    func folds() throws {
        let seed = SeededGenerator.seed(61)
        var generator = SeededGenerator(seed: seed)
        let directory = try Self.filled(30, &generator)
        let warm = MultiprocessReader(directory: directory.path)
        let before = page(warm)
        #expect(before.count > 100)
        // Seven kinds are folded. `all` has series of each process, and live gauges go when it is marked dead.
        #expect(try MultiprocessDirectory(directory.path).foldEndedProcesses() == 7 * 30)
        #expect(page(directory) == before)
        #expect(page(warm) == before)
        #expect(directory.names.count { $0.contains("folded-1.db") } == 7)
        #expect(directory.names.count == 7 + 6 * 30)
        // What ends later joins it.
        try Self.fill(directory, 20, from: 100, &generator)
        let more = page(warm)
        #expect(try MultiprocessDirectory(directory.path).foldEndedProcesses() == 7 * 21)
        #expect(page(directory) == more)
        #expect(page(warm) == more)
        #expect(directory.names.count { $0.contains("folded") } == 7)
        #expect(try MultiprocessDirectory(directory.path).foldEndedProcesses() == 0)
        // As if it had never been folded: what rounding took from the first fold is not lost in the second.
        var same = SeededGenerator(seed: seed)
        let other = try Self.filled(30, &same)
        try Self.fill(other, 20, from: 100, &same)
        #expect(page(other) == more)
    }

    @Test("killed before any of its steps, it leaves the page as it is, and the next one does the rest")
    func killedAnywhere() throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(62))
        let kinds: [MultiprocessFileKind] = [.counter, .histogram, .gauge(.mostrecent)]
        var step = 0
        while true {
            let directory = try Self.filled(2, of: kinds, &generator)
            _ = try MultiprocessDirectory(directory.path).foldEndedProcesses()
            try Self.fill(directory, 2, from: 20, of: kinds, &generator)
            let warm = MultiprocessReader(directory: directory.path)
            let before = page(warm)
            let ended = try Self.run(directory, killedAt: step)
            #expect(page(warm) == before, "before step \(step)")
            #expect(warm.lastReport.faults.isEmpty, "before step \(step)")
            // Nothing looks like a file of the format that is none.
            #expect(directory.names.allSatisfy { $0.hasSuffix(".db") == (MultiprocessFileName($0) != nil) })
            #expect(page(directory) == before, "before step \(step)")
            // And in the middle of doing the rest, and of the rest of that.
            for second in [0, 1, 3, 6] {
                _ = try Self.run(directory, killedAt: second)
                #expect(page(warm) == before, "before step \(step), then \(second)")
            }
            _ = try MultiprocessDirectory(directory.path).foldEndedProcesses()
            #expect(page(warm) == before)
            #expect(page(directory) == before)
            #expect(directory.names.allSatisfy { $0.hasSuffix(".db") })
            if ended { break }
            step += 1
        }
        // Writing, naming, three sources, its own name, three inodes: for each kind.
        #expect(step == 3 * 9)
    }

    /// - Returns: whether there was no such step.
    private static func run(_ directory: SharedDirectory, killedAt step: Int) throws -> Bool {
        var left = step
        var wasKilled = false
        var folding = FileFolding(directory: directory.path)
        try withoutActuallyEscaping({ () -> Bool in
            if left == 0 { wasKilled = true }
            left -= 1
            return !wasKilled
        }) { goesOn in
            folding.goesOn = goesOn
            _ = try folding.run()
            folding.goesOn = { true }
        }
        return !wasKilled
    }

    @Test("a new file with the name of one that was folded counts, whatever was left undone")
    func reusedNumber() throws {
        for step in 0..<9 {
            let (directory, names) = try Self.threeCounters()
            _ = try Self.run(directory, killedAt: step)
            #expect(directory.samples == ["c_total 15.0"])
            var expected = 15
            // Never continued by a writer of ours, which takes another name while the old file is there.
            for name in names where !directory.names.contains(name) {
                try directory.write(Self.counter(5).padded, to: name)
                expected += 5
            }
            #expect(directory.samples == ["c_total \(expected).0"], "before step \(step)")
            _ = try MultiprocessDirectory(directory.path).foldEndedProcesses()
            #expect(directory.samples == ["c_total \(expected).0"], "before step \(step)")
        }
    }

    @Test("files of processes that live, or may, are left alone, and so is what can't be read")
    func leftAlone() throws {
        let directory = try SharedDirectory()
        let series = try ProductUnderTest().register(in: directory.registry()) {
            $0.counter(0, "c_total", "C.", MetricLabels())
        }
        series.counter(0).increment(by: 7)
        let file = Self.counter(5)
        // Of ended processes, of a living one whose number is unused, of a living one without a number, and one that is
        // torn.
        let kept = ["counter_999000004.db", "counter_worker-1.db", "counter_999000003.db"]
        for name in ["counter_999000001.db", "counter_999000002.db"] + kept.dropLast() {
            try directory.write(file.padded, to: name)
        }
        let writers = try kept.dropLast().map { try directory.writer(of: $0) }
        defer { withExtendedLifetime(writers) {} }
        try directory.write(Array(file.bytes.dropLast(4)), to: kept[2])
        #expect(directory.samples == ["c_total 27.0"])
        #expect(try MultiprocessDirectory(directory.path).foldEndedProcesses() == 2)
        #expect(directory.samples == ["c_total 27.0"])
        #expect(directory.names == (kept + ["counter_\(getpid()).db", "counter_folded-1.db"]).sorted())
        series.counter(0).increment()
        #expect(directory.samples == ["c_total 28.0"])
    }

    #if os(Linux)
        @Test("a file that somebody opens while it is folded counts on, whatever has been done by then")
        func openedMeanwhile() throws {
            for step in 0..<9 {
                let (directory, names) = try Self.threeCounters()
                var folding = FileFolding(directory: directory.path)
                var left = step
                var wasThere = false
                folding.goesOn = {
                    // Without waiting, which counts as an attempt as well.
                    if left == 0 {
                        wasThere =
                            open(directory.path + "/" + names[1], O_RDWR | O_NONBLOCK) == -1 && errno == EWOULDBLOCK
                    }
                    left -= 1
                    return true
                }
                #expect(try folding.run().folded == (wasThere ? 0 : 3), "step \(step)")
                #expect(directory.names == (wasThere ? names : ["counter_folded-1.db"]), "step \(step)")
                #expect(directory.samples == ["c_total 15.0"])
            }
        }
    #endif

    @Test("what a killed folding has begun is taken back where somebody writes into one of the files by now")
    func writerCameBack() throws {
        for step in 1..<6 {
            let (directory, names) = try Self.threeCounters()
            _ = try Self.run(directory, killedAt: step)
            guard directory.names.contains(names[2]) else { continue }
            let writer = try directory.writer(of: names[2])
            try writer.write(contentsOf: Data(Self.counter(7).bytes))
            _ = try MultiprocessDirectory(directory.path).foldEndedProcesses()
            #expect(directory.samples == ["c_total 17.0"], "killed before step \(step)")
            #expect(directory.names.contains(names[2]))
            #expect(directory.names.allSatisfy { $0.hasSuffix(".db") })
            try writer.close()
        }
    }

    @Test("twice as many files are twice as much work, in batches too")
    func linear() throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(65))
        var opened: [Int] = []
        for processes in [150, 300] {
            let directory = try Self.filled(processes, of: [.counter], &generator)
            let before = page(directory)
            var folding = FileFolding(directory: directory.path)
            folding.batchSize = 8
            let outcome = try folding.run()
            #expect(page(directory) == before)
            #expect(directory.names.count == 1)
            // The results of batches are folded as well: an eighth, a sixty-fourth, and so on.
            #expect(outcome.opened >= processes && outcome.opened < processes * 5 / 4)
            opened.append(outcome.opened)
        }
        #expect(opened[1] <= opened[0] * 21 / 10)
    }

    @Test("files without an entry go when their process has ended, of every kind, and no others")
    func withoutEntries() throws {
        let directory = try SharedDirectory()
        for kind in MultiprocessFileKind.all {
            try directory.write(PythonFile().padded, to: "\(kind.prefix)999000001.db")
            try directory.write([], to: "\(kind.prefix)999000002.db")
            try directory.write([UInt8](repeating: 0, count: 4096), to: "\(kind.prefix)999000003.db")
            try directory.write(PythonFile().padded, to: "\(kind.prefix)living.db")
        }
        let living = directory.names.filter { $0.contains("living") }
        let writers = try living.map { try directory.writer(of: $0) }
        var file = PythonFile()
        file.append(#"["g", "g", {}, "G."]"#, 5)
        try directory.write(file.padded, to: "gauge_all_999000004.db")
        _ = try MultiprocessDirectory(directory.path).foldEndedProcesses()
        #expect(directory.names == (living + ["gauge_all_999000004.db"]).sorted())
        for writer in writers { try writer.close() }
    }

    @Test("a list names files of its directory and nothing else")
    func forgedList() throws {
        let directory = try SharedDirectory()
        let outside = try SharedDirectory()
        let file = Self.counter(5)
        for name in ["victim", "counter_1.db", ".counter_1.db.folded"] { try outside.write(file.bytes, to: name) }
        let there = outside.names
        let path = "../" + URL(filePath: outside.path).lastPathComponent
        for name in [path + "/victim", path + "/counter_1.db", "counter_/../\(path)/counter_1.db", "gauge_sum_1.db"] {
            var list = FoldList()
            list.entries = [.init(name: name, inode: 1)]
            var bytes = file.bytes
            list.append(to: &bytes)
            try directory.write(bytes, to: ".counter_folded-1.pending")
            try directory.write(file.bytes, to: "counter_2.db")
            _ = try MultiprocessDirectory(directory.path).foldEndedProcesses()
            #expect(outside.names == there)
            #expect(directory.samples == ["c_total 5.0"], "\(name)")
        }
    }

    @Test("a pending file that lists nothing is reported and left out, and the files that it might hold are read")
    func noList() throws {
        let (directory, _) = try Self.threeCounters()
        try directory.write(Self.counter(5).padded, to: ".counter_folded-1.pending")
        let reader = MultiprocessReader(directory: directory.path)
        #expect(reader.exposition().hasSuffix("c_total 15.0\n"))
        #expect(reader.lastReport.faults == [.init(file: ".counter_folded-1.pending", reason: .noFoldList)])
    }

    @Test("scrapes that come between its steps never see a counter go backwards")
    func scrapesBetweenSteps() throws {
        struct Scrapes {
            var step = 0
            /// Of each reader: the step at which its latest scrape began, and whether that goes on.
            var begun = [0, 0]
            var isReading = [false, false]
            var isDone = false
            var otherPages: [[String]] = []
        }
        var generator = SeededGenerator(seed: SeededGenerator.seed(63))
        let directory = try Self.filled(10, &generator)
        let before = page(directory)
        let scrapes = Lock(Scrapes())
        let ended = DispatchSemaphore(value: 0)
        // Threads of their own: tasks share two, which readers would keep from the folding.
        for index in 0..<2 {
            Thread {
                let reader = MultiprocessReader(directory: directory.path)
                var isDone = false
                while true {
                    _ = eventually {
                        scrapes.withLock { scrapes in
                            isDone = scrapes.isDone
                            guard !isDone, scrapes.begun[index] < scrapes.step else { return isDone }
                            scrapes.begun[index] = scrapes.step
                            scrapes.isReading[index] = true
                            return true
                        }
                    }
                    if isDone { break }
                    let now = page(reader)
                    scrapes.withLock { scrapes in
                        scrapes.isReading[index] = false
                        if now != before { scrapes.otherPages.append(now) }
                    }
                }
                ended.signal()
            }.start()
        }
        var folding = FileFolding(directory: directory.path)
        folding.goesOn = {
            scrapes.withLock { $0.step += 1 }
            // A scrape waits for the directory's lock, which the folding has for several steps.
            return eventually {
                scrapes.withLock { scrapes in
                    (0..<2).allSatisfy { scrapes.isReading[$0] || scrapes.begun[$0] == scrapes.step }
                }
            }
        }
        _ = try folding.run()
        scrapes.withLock { $0.isDone = true }
        for _ in 0..<2 { ended.wait() }
        #expect(scrapes.withLock { $0.otherPages }.isEmpty)
        #expect(scrapes.withLock { $0.step } >= 7 * 10)
        #expect(directory.names.count { $0.contains("folded") } == 7)
    }

    @Test("a directory that is emptied is empty of what a killed folding has left, too")
    func wiped() throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(64))
        for step in [1, 2, 4, 8] {
            for policy in [MultiprocessDirectory.LeftFiles.wipe, .continue] {
                let directory = try Self.filled(2, &generator)
                _ = try Self.run(directory, killedAt: step)
                let configuration = MultiprocessDirectory(directory.path, leftFiles: policy) { _ in }
                if policy == .wipe {
                    _ = try ProductUnderTest().register(in: MetricsRegistry(storage: .directory(configuration))) {
                        $0.counter(0, "c_total", "C.", MetricLabels())
                    }
                    #expect(directory.names == ["counter_\(getpid()).db"])
                } else {
                    configuration.removeFiles()
                    #expect(directory.names.isEmpty)
                }
            }
        }
    }
}
