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
    func differential() throws { try judge("differential", "\(UInt32.random(in: 0...(.max)))", "8") }

    @Test("Python scrapes without an exception while processes create, grow and end")
    func scraping() throws { try judge("scraping", "5") }

    @Test("the files of 1,000 ended processes are read like those of one")
    func manyDead() throws { try judge("many-dead", "1000") }

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
            "/bin/sh", ["-c", "ulimit -f 8; exec \"$0\"", writer], input: "counter 635f746f74616c 2d - -\nregister\n",
            environment: ["PROMETHEUS_MULTIPROC_DIR": directory.path])
        #expect(outcome.output.hasPrefix("error another series would make `"))
        #expect(try exposition(directory).isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
    }

    @Test("a full disk refuses new series, kills nobody, and existing series go on")
    func fullDisk() throws {
        let directory = try TemporaryDirectory()
        // A disk of its own, where the system lets a test have one.
        let script = """
            mount -t tmpfs -o size=300k tmpfs "$2" || exit 77
            PROMETHEUS_MULTIPROC_DIR="$2" "$0" && "$1" "$2" --once
            """
        let outcome = try RunningProcess.run(
            "unshare", ["--mount", "--map-root-user", "/bin/sh", "-c", script, writer, exporter, directory.path],
            input: lines(series: 5000))
        if outcome.ending == .exited(77) || outcome.output.isEmpty { return }
        #expect(outcome.ending == .exited(0))
        #expect(outcome.errorOutput.contains("no room on the disk for another series"))
        #expect(outcome.output.contains(#"c_total{l="a"} 2.0"#))
    }

    @Test("a directory that can't be written to is an error of the generated initializer")
    func readOnly() throws {
        let directory = try TemporaryDirectory()
        let script = """
            mount -t tmpfs -o ro tmpfs "$1" || exit 77
            PROMETHEUS_MULTIPROC_DIR="$1" "$0"
            """
        let outcome = try RunningProcess.run(
            "unshare", ["--mount", "--map-root-user", "/bin/sh", "-c", script, writer, directory.path],
            input: "counter 635f746f74616c 2d - -\nregister\n")
        if outcome.ending == .exited(77) || outcome.output.isEmpty { return }
        #expect(outcome.output.hasPrefix("error the multiprocess directory `"))
        #expect(outcome.output.contains("read-only file system"))
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
