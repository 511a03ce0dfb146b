// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("engine-server in several processes")
struct EngineWorkersTests {
    private func page(_ port: String) throws -> String {
        let connection = try RunningProcess.run("curl", ["-s", "http://127.0.0.1:\(port)/metrics"])
        return connection.output
    }

    private func value(_ sample: String, in page: String) -> Double? {
        page.split(separator: "\n").first { $0.hasPrefix(sample) }?.split(separator: " ").last.flatMap { Double($0) }
    }

    @Test("workers in Swift and Python add up to one page, and one that is killed comes back with nothing lost")
    func workers() throws {
        let directory = try TemporaryDirectory()
        let server = try RunningProcess(
            BuiltProgram.path("engine-server"), ["--port", "0", "--workers", "2", "--python-worker"],
            environment: [
                "PROMETHEUS_MULTIPROC_DIR": directory.path,
                "PYTHONPATH": Repository.root.appending(path: "Generated/python").path(percentEncoded: false),
                "PYTHONDONTWRITEBYTECODE": "1",
                "METRICSGEN_PYTHON": ProcessInfo.processInfo.environment["METRICSGEN_PYTHON"]
                    ?? Repository.root.appending(path: ".build/python/bin/python").path(percentEncoded: false),
            ])
        defer { server.send(signal: 9) }
        let log = try server.waitForText(on: .error) {
            $0.contains("the Python worker is process") && $0.contains("http:")
        }
        let port = try #require(log.firstMatch(of: /127\.0\.0\.1:(\d+)/)?.1)
        let worker = try #require(log.firstMatch(of: /worker 1 is process (\d+)/)?.1)
        var before = ""
        let haveBegun = try eventually {
            before = try page(String(port))
            return value("python_worker_rounds_total", in: before) ?? 0 > 0
                && value("vllm:prompt_tokens_total", in: before) ?? 0 > 0
        }
        #expect(haveBegun, "\(before)")
        _ = kill(try #require(pid_t(worker)), SIGKILL)
        _ = try server.waitForText(on: .error) { $0.contains("worker 1 (process \(worker)) has ended") }
        let after = try page(String(port))
        for sample in ["python_worker_rounds_total", "vllm:prompt_tokens_total", "vllm:generation_tokens_total"] {
            #expect(value(sample, in: after) ?? -1 >= value(sample, in: before) ?? 0, "\(sample)")
        }
        server.send(signal: SIGTERM)
        #expect(try server.waitForEnd().ending == .exited(0))
    }

    /// A server with one worker, whose temporary directory is made below another.
    private func server(in parent: TemporaryDirectory, ignoringChildren: Bool = false) throws -> RunningProcess {
        try RunningProcess(
            "/bin/sh",
            [
                "-c", (ignoringChildren ? "trap '' CHLD; " : "") + "exec \"$0\" --port 0 --workers 1",
                BuiltProgram.path("engine-server"),
            ],
            environment: ["TMPDIR": parent.path, "PROMETHEUS_MULTIPROC_DIR": nil])
    }

    private func entries(_ directory: TemporaryDirectory) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.path)
    }

    /// Waits until the worker's values are on the page.
    private func waitForValues(of server: RunningProcess) throws {
        let log = try server.waitForText(on: .error) { $0.contains("worker 1 is process") && $0.contains("http:") }
        let port = String(try #require(log.firstMatch(of: /127\.0\.0\.1:(\d+)/)?.1))
        #expect(try eventually { value("vllm:prompt_tokens_total", in: try page(port)) ?? 0 > 0 })
    }

    @Test(
        "a worker that ends is noticed where the server inherits that SIGCHLD is ignored",
        .timeLimit(.minutes(2)))
    func ignoredChildren() throws {
        let directory = try TemporaryDirectory()
        let server = try server(in: directory, ignoringChildren: true)
        defer { server.send(signal: SIGKILL) }
        let log = try server.waitForText(on: .error) { $0.contains("worker 1 is process") }
        let worker = try #require(log.firstMatch(of: /worker 1 is process (\d+)/).flatMap { pid_t($0.1) })
        _ = kill(worker, SIGKILL)
        _ = try server.waitForText(on: .error) {
            $0.contains("worker 1 (process \(worker)) has ended; starting it again")
                && $0.components(separatedBy: "worker 1 is process").count == 3
        }
        server.send(signal: SIGTERM)
        #expect(try server.waitForEnd().ending == .exited(0))
        #expect(try entries(directory) == [])
    }

    @Test(
        "a server whose directory is cleaned away makes it again, and its workers are on the page again",
        .timeLimit(.minutes(2)))
    func cleanedDirectory() throws {
        let directory = try TemporaryDirectory()
        let server = try server(in: directory)
        defer { server.send(signal: SIGKILL) }
        try waitForValues(of: server)
        for name in try entries(directory) { try FileManager.default.removeItem(atPath: "\(directory.path)/\(name)") }
        _ = try server.waitForText(on: .error) {
            $0.contains("were removed; its counters begin anew")
                && $0.components(separatedBy: "worker 1 is process").count == 3
        }
        try waitForValues(of: server)
        server.send(signal: SIGTERM)
        #expect(try server.waitForEnd().ending == .exited(0))
        #expect(try entries(directory) == [])
    }

    @Test(
        "a server removes the directory that a killed one has left, and not that of one that runs",
        .timeLimit(.minutes(2)))
    func abandonedDirectory() throws {
        let directory = try TemporaryDirectory()
        let killed = try server(in: directory)
        try waitForValues(of: killed)
        let abandoned = try entries(directory)
        #expect(abandoned.count == 1)
        killed.send(signal: SIGKILL)
        _ = try killed.waitForEnd()
        #expect(try entries(directory) == abandoned)
        let first = try server(in: directory)
        defer { first.send(signal: SIGKILL) }
        try waitForValues(of: first)
        #expect(try entries(directory).count == 1)
        #expect(try entries(directory) != abandoned)
        let second = try server(in: directory)
        defer { second.send(signal: SIGKILL) }
        try waitForValues(of: second)
        #expect(try entries(directory).count == 2)
        for server in [first, second] {
            server.send(signal: SIGTERM)
            #expect(try server.waitForEnd().ending == .exited(0))
        }
        #expect(try entries(directory) == [])
    }

    @Test("a replay into a shared directory leaves its files and prints their sum")
    func replay() throws {
        let directory = try TemporaryDirectory()
        let environment = ["PROMETHEUS_MULTIPROC_DIR": directory.path]
        for _ in 0..<2 {
            let outcome = try RunningProcess.run(
                BuiltProgram.path("engine-server"), ["replay", "-"], environment: environment)
            #expect(outcome.ending == .exited(0))
            #expect(outcome.output.contains("# TYPE vllm:request_success_total counter"))
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(names.count { $0.hasPrefix("counter_") } == 2)
    }
}
