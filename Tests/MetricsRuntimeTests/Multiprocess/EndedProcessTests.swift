// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import MetricsRuntime

@Suite("Processes that have ended")
struct EndedProcessTests {
    @Test("marking a process dead takes its live gauges away, and nothing else")
    func markDead() throws {
        let directory = try SharedDirectory()
        var file = PythonFile()
        file.append(#"["g", "g", {}, "G."]"#, 1)
        let kept = [
            "counter_41.db", "gauge_all_41.db", "gauge_livesum_4.db", "gauge_livesum_410.db", "gauge_sum_41.db",
        ]
        let gone = ["liveall", "livemax", "livemin", "livemostrecent", "livesum"].map { "gauge_\($0)_41.db" }
        for name in kept + gone { try directory.write(file.padded, to: name) }
        #expect(try MultiprocessDirectory(directory.path).markProcessDead(41) == 5)
        #expect(directory.names == kept)
    }

    @Test("a living process is distinguished from an ended one by its open files, and never by its number")
    func alive() throws {
        let directory = try SharedDirectory()
        let configuration = MultiprocessDirectory(directory.path)
        _ = try ProductUnderTest().register(in: MetricsRegistry(storage: .directory(configuration))) {
            $0.gauge(0, "g", "G.", MetricLabels(), .livesum)
        }
        let own = directory.names
        var file = PythonFile()
        file.append(#"["g", "g", {}, "G."]"#, 1)
        // Nobody has the first number, and somebody the second: neither says anything.
        try directory.write(file.padded, to: "gauge_livesum_999999999.db")
        try directory.write(file.padded, to: "gauge_livesum_\(getppid()).db")
        let living = ["gauge_livesum_999999998.db", "gauge_livesum_worker.db"]
        for name in living { try directory.write(file.padded, to: name) }
        let writers = try living.map { try directory.writer(of: $0) }
        #if os(Linux)
            #expect(try configuration.endedProcesses() == [getppid(), 999_999_999])
            #expect(try configuration.markEndedProcessesDead() == [getppid(), 999_999_999])
            #expect(directory.names == (own + living).sorted())
            #expect(try configuration.markProcessDead(999_999_998) == 0)
            for writer in writers { try writer.close() }
            #expect(try configuration.markEndedProcessesDead() == [999_999_998])
            #expect(directory.names == own)
        #else
            // Of Python's files there is no proof.
            #expect(try configuration.endedProcesses().isEmpty)
            #expect(try configuration.markProcessDead(999_999_998) == 1)
            _ = writers
        #endif
    }

    @Test("without a proof nothing is folded, taken away or wiped, and that is said")
    func noProof() throws {
        let directory = try SharedDirectory()
        var file = PythonFile()
        file.append(#"["c", "c_total", {}, "C."]"#, 1)
        let names = ["counter_999999998.db", "counter_999999999.db"]
        for name in names { try directory.write(file.padded, to: name) }
        // As on a file system without leases.
        let proof = WriterProof(directory.path, hasLeases: false)
        #expect(proof.life(names[0]) == .unknown(.noProof))
        var folding = FileFolding(directory: directory.path, proof: proof)
        var unknown: [UnknownWriter: Int] = [:]
        folding.report = { unknown[$1] = $0 }
        #expect(try folding.run().folded == 0)
        #expect(unknown == [.noProof: 2])
        for policy in [MultiprocessDirectory.LeftFiles.wipe, .refuse, .continue] {
            let said = try LeftFileCheck(directory: directory.path, proof: proof).run(policy)
            let kept = MultiprocessNotice.leftFilesKept(
                directory: directory.path, files: 2, reason: "\(UnknownWriter.noProof)")
            #expect(said == (policy == .continue ? nil : kept))
        }
        #expect(directory.names == names)
    }

    @Test("a directory in which somebody writes is never wiped, whatever the number of the process is")
    func neverWiped() throws {
        let directory = try SharedDirectory()
        var file = PythonFile()
        file.append(#"["c", "c_total", {}, "C."]"#, 1)
        for name in ["counter_1.db", "counter_other.db"] { try directory.write(file.padded, to: name) }
        func start() throws { _ = try LeftFileCheck(directory: directory.path).run(.wipe) }
        let writer = try directory.writer(of: "counter_other.db")
        try start()
        #expect(directory.names == ["counter_1.db", "counter_other.db"])
        try writer.close()
        // There is a process 1 on every system, and it does not write here.
        try start()
        #if os(Linux)
            #expect(directory.names.isEmpty)
        #endif
    }

    #if os(Linux)
        @Test("a start looks at few of the files that ended processes have left, and at none where one of ours lives")
        func looksAtFew() throws {
            let directory = try SharedDirectory()
            var file = PythonFile()
            file.append(#"["c", "c_total", {}, "C."]"#, 1)
            for number in 0..<1000 { try directory.write(file.padded, to: "counter_\(number).db") }
            func start(_ policy: MultiprocessDirectory.LeftFiles) throws -> (looks: Int, said: MultiprocessNotice?) {
                var looks = 0
                var check = LeftFileCheck(directory: directory.path)
                check.looks = { _ in looks += 1 }
                let said = try check.run(policy)
                return (looks, said)
            }
            let first = try start(.continue)
            #expect(first.looks <= LeftFileCheck.sample)
            #expect(first.said == .continuing(directory: directory.path, files: 1000))
            let configuration = MultiprocessDirectory(directory.path, report: { _ in })
            _ = try ProductUnderTest().register(in: MetricsRegistry(storage: .directory(configuration))) {
                $0.gauge(0, "g", "G.", MetricLabels(), .livesum)
            }
            for policy in [MultiprocessDirectory.LeftFiles.wipe, .refuse, .continue] {
                let later = try start(policy)
                #expect(later.looks == 0 && later.said == nil)
            }
            #expect(directory.names.count == 1000)
        }

        @Test("who opens a file while it is taken away has it back, and is kept waiting until then")
        func openedMeanwhile() throws {
            let directory = try SharedDirectory()
            var file = PythonFile()
            file.append(#"["g", "g", {}, "G."]"#, 1)
            try directory.write(file.padded, to: "gauge_livesum_1.db")
            let path = directory.path + "/gauge_livesum_1.db"
            let proof = WriterProof(directory.path)
            do {
                let ended = try proof.ended("gauge_livesum_1.db")
                #expect(ended.isStillEnded)
                #expect(open(path, O_RDWR | O_NONBLOCK) == -1 && errno == EWOULDBLOCK)
                #expect(!ended.isStillEnded)
                #expect(try !ended.remove())
            }
            #expect(directory.names == ["gauge_livesum_1.db"])
            let ended = try proof.ended("gauge_livesum_1.db")
            #expect(try ended.remove())
            #expect(directory.names.isEmpty)
        }

        @Test("another file that has got the name meanwhile is not taken for the one that was looked at")
        func replacedMeanwhile() throws {
            let directory = try SharedDirectory()
            var file = PythonFile()
            file.append(#"["g", "g", {}, "G."]"#, 1)
            try directory.write(file.padded, to: "gauge_livesum_1.db")
            let ended = try WriterProof(directory.path).ended("gauge_livesum_1.db")
            file.append(#"["h", "h", {}, "H."]"#, 2)
            try directory.write(file.padded, to: "gauge_livesum_1.db")
            #expect(try !ended.remove())
            #expect(try directory.bytes(of: "gauge_livesum_1.db") == file.padded)
        }
    #endif
}
