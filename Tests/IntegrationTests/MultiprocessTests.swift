// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Several processes, of two languages, in one directory. `Judges/multiprocess.py` compares with what Prometheus' Python
/// client reads.
@Suite("Shared directory of several processes")
struct MultiprocessTests {
    private let writer = BuiltProgram.path("multiprocess-writer")
    private let exporter = BuiltProgram.path("metricsgen-exporter")

    private func judge(_ arguments: String...) throws {
        let outcome = try Judge.python(
            "multiprocess.py", [arguments[0], writer, exporter] + arguments.dropFirst(),
            environment: ["PROMETHEUS_MULTIPROC_DIR": nil])
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }

    @Test("Python's reader and ours agree on random operations of processes of both languages, alive and dead")
    func differential() throws { try judge("differential", "\(SeededGenerator.seed(1))", "8") }

    @Test("Python scrapes without an exception while processes create, grow and end")
    func scraping() throws { try judge("scraping", "16") }

    @Test("the files of 1,000 ended processes are read like those of one")
    func manyDead() throws { try judge("many-dead", "1000") }

    @Test("no counter goes backwards while writers end, and a folding that is killed at any moment loses nothing")
    func folding() throws { try judge("folding", "12", "1") }

    @Test("whatever lies in a directory, the page is one that Prometheus accepts, and folding changes nothing")
    func hostileDirectories() throws {
        let outcome = try Judge.python("hostile_directories.py", [exporter, "17", "60", "20"])
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }

    #if os(Linux)
        @Test("a living process keeps its file, whatever its number was or is")
        func reusedNumbers() throws { try judge("reused") }

        @Test(
            "files of another user are neither folded nor taken away, and the reason is said once",
            .enabled(if: geteuid() == 0, "only root can make files of another user"))
        func otherOwner() throws {
            let directory = try TemporaryDirectory()
            for _ in 0..<2 {
                let outcome = try RunningProcess.run(
                    writer, input: lines(series: 1), environment: ["PROMETHEUS_MULTIPROC_DIR": directory.path])
                #expect(outcome.ending == .exited(0))
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
            for name in names { #expect(chown("\(directory.path)/\(name)", 65534, 65534) == 0) }
            // As root is in a container.
            let outcome = try RunningProcess.run(
                "setpriv",
                ["--bounding-set", "-lease", "--inh-caps", "-lease", exporter, directory.path, "--once", "--fold-dead"])
            #expect(outcome.ending == .exited(0))
            #expect(outcome.output.contains(#"c_total{l="a"} 4.0"#))
            #expect(outcome.errorOutput.contains("they belong to another user; run this as their owner"))
            #expect(outcome.errorOutput.split(separator: "\n").count == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == names)
        }
    #endif

    /// Lines for the writer that make so many series of one counter.
    private func lines(series: Int) -> String {
        "counter 635f746f74616c 2d l -\nregister\ninc 0 1 61\nmany 0 \(series) 0\ninc 0 1 61\nsync\n"
    }

    private func exposition(_ directory: TemporaryDirectory) throws -> [Substring] {
        let outcome = try RunningProcess.run(exporter, [directory.path, "--once"])
        #expect(outcome.ending == .exited(0))
        #expect(outcome.errorOutput == "")
        return outcome.output.split(separator: "\n")
    }

    @Test("a limit on the size of files refuses new series, kills nobody, and existing series go on")
    func fileSizeLimit() throws {
        let directory = try TemporaryDirectory()
        let outcome = try RunningProcess.run(
            "/bin/sh", ["-c", "ulimit -f 128; exec \"$0\"", writer], input: lines(series: 3000),
            environment: ["PROMETHEUS_MULTIPROC_DIR": directory.path])
        #expect(outcome.ending == .exited(0))
        #expect(outcome.output == "ok\nok\n")
        #expect(outcome.errorOutput.contains("larger than this process may write"))
        #expect(try exposition(directory).contains(#"c_total{l="a"} 2.0"#))
    }

    @Test("no room for the first file is an error of the generated initializer")
    func fileSizeLimitAtStart() throws {
        let directory = try TemporaryDirectory()
        let outcome = try RunningProcess.run(
            "/bin/sh", ["-c", "ulimit -f 4; exec \"$0\"", writer], input: "counter 635f746f74616c 2d - -\nregister\n",
            environment: ["PROMETHEUS_MULTIPROC_DIR": directory.path])
        #expect(outcome.output.hasPrefix("error another series would make `"))
        #expect(try exposition(directory).isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
    }

    @Test(
        "a full disk refuses new series, kills nobody, and existing series go on",
        .enabled(if: OwnMount.isPossible, OwnMount.reason))
    func fullDisk() throws {
        let directory = try TemporaryDirectory()
        let outcome = try OwnMount.run(
            """
            mount -t tmpfs -o size=300k tmpfs "$2" && PROMETHEUS_MULTIPROC_DIR="$2" "$0" && "$1" "$2" --once
            """, [writer, exporter, directory.path], input: lines(series: 5000))
        #expect(outcome.ending == .exited(0))
        #expect(outcome.errorOutput.contains("no room on the disk for another series"))
        #expect(outcome.output.contains(#"c_total{l="a"} 2.0"#))
    }

    @Test(
        "a disk that is full when folding begins leaves the sum as it is",
        .enabled(if: OwnMount.isPossible, OwnMount.reason))
    func fullDiskWhileFolding() throws {
        let directory = try TemporaryDirectory()
        let outcome = try OwnMount.run(
            """
            mount -t tmpfs -o size=300k tmpfs "$2" || exit
            input=$(cat)
            for number in 1 2 3; do echo "$input" | PROMETHEUS_MULTIPROC_DIR="$2" "$0" 2>/dev/null; done
            dd if=/dev/zero of="$2/rest" bs=4k 2>/dev/null
            "$1" "$2" --once --fold-dead
            """, [writer, exporter, directory.path], input: lines(series: 200))
        #expect(outcome.ending == .exited(0))
        #expect(outcome.errorOutput.contains("no room on the disk"))
        #expect(outcome.output.contains(#"c_total{l="a"} 6.0"#))
    }

    private static let unprivilegedWriter = OrdinaryRights.command(BuiltProgram.path("multiprocess-writer"))

    @Test(
        "a directory that can't be written to is an error of the generated initializer",
        .enabled(if: unprivilegedWriter != nil, "root can write to every directory here"))
    func readOnly() throws {
        let directory = try TemporaryDirectory()
        let locked = directory.path + "/locked"
        try FileManager.default.createDirectory(
            atPath: locked, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o555])
        let outcome = try RunningProcess.run(
            "/usr/bin/env", #require(Self.unprivilegedWriter), input: "counter 635f746f74616c 2d - -\nregister\n",
            environment: ["PROMETHEUS_MULTIPROC_DIR": locked])
        #expect(
            outcome.output.hasPrefix("error the multiprocess directory `"), "\(outcome.output)\(outcome.errorOutput)")
        #expect(outcome.output.contains("permission denied"))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: locked)
    }

    private func run(_ input: String, in directory: TemporaryDirectory) throws -> RunningProcess.Outcome {
        let outcome = try RunningProcess.run(
            writer, input: input, environment: ["PROMETHEUS_MULTIPROC_DIR": directory.path], timeLimit: 300)
        #expect(outcome.ending == .exited(0), "\(outcome.errorOutput)")
        return outcome
    }

    @Test("a registry that is made before the environment is set follows it, and says when it no longer can")
    func lateEnvironment() throws {
        let directory = try TemporaryDirectory()
        func run(_ input: String) throws -> RunningProcess.Outcome {
            try RunningProcess.run(
                writer, input: "counter 635f746f74616c 2d - -\n" + input,
                environment: ["PROMETHEUS_MULTIPROC_DIR": nil])
        }
        let set = "setenv \(directory.path)\n"
        let late = try run("register\n" + set + "register\n")
        #expect(late.output == "ok\nok\n")
        #expect(late.errorOutput.contains("`PROMETHEUS_MULTIPROC_DIR` was set after the registry was first used"))
        #expect(try exposition(directory).isEmpty)
        let early = try run(set + "register\ninc 0 1\n")
        #expect(early.output == "ok\n" && early.errorOutput == "")
        #expect(try exposition(directory).contains("c_total 1.0"))
    }

    @Test("a child that only runs another program leaves no file behind")
    func forkAndExec() throws {
        let directory = try TemporaryDirectory()
        let outcome = try run(
            "counter 635f746f74616c 2d - -\ngauge 67 2d - all\nregister\ninc 0 1\nset 1 1\nrun\nrun\n", in: directory)
        #expect(outcome.output == "ok\nok\nok\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).count == 2)
    }

    @Test("what a local recorder holds back when its process forks counts once")
    func localRecorder() throws {
        let directory = try TemporaryDirectory()
        _ = try run("counter 635f746f74616c 2d - -\nregister\nlocal 0 10\n", in: directory)
        // 10 of the parent's and 1 of the child's.
        #expect(try exposition(directory).contains("c_total 11.0"))
    }

    @Test("children that are forked at any moment record, scrape and register, and hold nothing of their parent's")
    func randomForks() throws {
        let directory = try TemporaryDirectory()
        let seed = SeededGenerator.seed(1)
        let outcome = try run("forks \(seed) \(isSoaking ? 1000 : 60)\n", in: directory)
        let lines = outcome.output.split(separator: "\n")
        try #require(lines.count == 3, "seed \(seed): \(outcome.output)")
        #expect(lines[0] == "hung 0 failed 0", "seed \(seed)")
        #expect(outcome.errorOutput == "", "seed \(seed)")
        let folded = try RunningProcess.run(exporter, [directory.path, "--once", "--fold-dead"])
        let value = folded.output.split(separator: "\n").first { $0.hasPrefix("c_total ") }?.dropFirst("c_total ".count)
        let acknowledged = lines[1].dropFirst("acknowledged ".count)
        #expect(value.flatMap { Double($0) } == Double(acknowledged), "seed \(seed)")
        // All processes have ended: there is one file of each kind, and nothing half done.
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(files.count <= 4 && files.allSatisfy { $0.hasSuffix(".db") }, "seed \(seed): \(files)")
    }

    @Test("a forked child counts into files of its own")
    func fork() throws {
        let directory = try TemporaryDirectory()
        let input = """
            counter 635f746f74616c 2d - -
            gauge 67 2d - all
            histogram 68 2d - 1
            summary 73 2d - -
            register
            inc 0 1
            set 1 5
            observe 2 1
            observe 3 1
            fork
            inc 0 10
            set 1 6
            observe 2 2
            observe 3 2

            """
        let outcome = try RunningProcess.run(
            writer, input: input, environment: ["PROMETHEUS_MULTIPROC_DIR": directory.path])
        #expect(outcome.ending == .exited(0), "\(outcome.errorOutput)")
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(files.count == 8)
        let page = try exposition(directory)
        #expect(page.contains("c_total 11.0"))
        #expect(page.contains("h_sum 3.0"))
        #expect(page.contains("s_count 2.0"))
        #expect(page.contains("s_sum 3.0"))
        #expect(page.count { $0.hasPrefix("g{pid=") } == 2)
    }
}

/// A shell with file systems of its own, which a test may mount without any right, where the system lets it.
private enum OwnMount {
    static let reason: Comment = "this system has no namespace in which a test may mount a disk of its own"

    static let isPossible: Bool = {
        let outcome = try? run("mount -t tmpfs tmpfs /tmp", [], input: "")
        return outcome?.ending == .exited(0)
    }()

    static func run(_ script: String, _ arguments: [String], input: String) throws -> RunningProcess.Outcome {
        try RunningProcess.run(
            "unshare", ["--mount", "--map-root-user", "/bin/sh", "-c", script] + arguments, input: input)
    }
}
