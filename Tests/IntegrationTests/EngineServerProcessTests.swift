// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

// Serialized: the tests block their threads while they talk to a server.
@Suite("engine-server", .serialized, .timeLimit(.minutes(30)))
struct EngineServerProcessTests {
    /// A server on a free port while the body runs, which may end it itself.
    private func withServer(
        _ flags: [String] = [], _ body: (_ server: RunningProcess, _ port: Int) throws -> Void
    ) throws {
        let server = try RunningProcess(BuiltProgram.path("engine-server"), ["--port", "0"] + flags)
        defer { server.send(signal: SIGKILL) }
        let log = try server.waitForText(on: .error) { $0.contains("/metrics") }
        let port = try #require(log.firstMatch(of: /http:\/\/127\.0\.0\.1:([0-9]+)\/metrics/).flatMap { Int($0.1) })
        try body(server, port)
    }

    private func response(_ request: String, headers: String = "", port: Int) throws -> String {
        let connection = try TCPConnection(port: port)
        try connection.send("\(request) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(headers)\r\n")
        return try connection.readToEnd()
    }

    private func page(port: Int) throws -> String {
        let text = try response("GET /metrics", port: port)
        #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
        return try String(text[#require(text.range(of: "\r\n\r\n")).upperBound...])
    }

    @Test(
        "from the moment that it says where it serves, SIGTERM and SIGINT end it with status 0",
        arguments: [SIGTERM, SIGINT])
    func signals(signal: Int32) throws {
        try withServer { server, port in
            server.send(signal: signal)
            let outcome = try server.waitForEnd()
            #expect(outcome.ending == .exited(0))
            #expect(outcome.output == "")
            #expect(throws: TCPConnection.Failure.self) { try TCPConnection(port: port) }
        }
    }

    @Test("serves the families, labels and bounds of the seed page")
    func seedPage() throws {
        try withServer(["--enforce-eager"]) { _, port in
            let page = try page(port: port)
            #expect(page.components(separatedBy: "# TYPE ").count == 35)
            let model = #"model_name="unsloth/Llama-3.2-1B-Instruct""#
            #expect(
                page.contains(
                    """
                    # HELP vllm:iteration_tokens_total Histogram of number of tokens per engine_step.
                    # TYPE vllm:iteration_tokens_total histogram

                    """))
            for bound in ["1.0", "8.0", "16.0", "32.0", "64.0", "128.0", "256.0", "512.0", "8096.0", "+Inf"] {
                #expect(page.contains("vllm:iteration_tokens_total_bucket{le=\"\(bound)\",\(model)} "))
            }
            #expect(page.contains("vllm:iteration_tokens_total_sum{\(model)} "))
        }
    }

    /// A request for OpenMetrics, with a token, to a server that is started with flags.
    private func openMetrics(_ program: String, _ arguments: [String]) throws -> String {
        let directory = try TemporaryDirectory()
        let token = directory.url.appending(path: "token").path
        try "s3cret\n".write(toFile: token, atomically: true, encoding: .utf8)
        let flags = [
            "--port", "0", "--bearer-token-file", token, "--compression-level", "0", "--own-metrics",
            "--scrape-limit", "5",
        ]
        let server = try RunningProcess(BuiltProgram.path(program), arguments + flags)
        defer { server.send(signal: SIGKILL) }
        let log = try server.waitForText(on: .error) { $0.contains("/metrics") }
        let port = try #require(log.firstMatch(of: /http:\/\/127\.0\.0\.1:([0-9]+)\/metrics/).flatMap { Int($0.1) })
        #expect(try response("GET /metrics", port: port).hasPrefix("HTTP/1.1 401 Unauthorized\r\n"))
        let headers =
            "Authorization: Bearer s3cret\r\nAccept: application/openmetrics-text\r\nAccept-Encoding: gzip\r\n"
        return try response("GET /metrics", headers: headers, port: port)
    }

    @Test("and metricsgen-exporter serve every format, with the same flags")
    func flags() throws {
        let directory = try TemporaryDirectory()
        for (program, arguments) in [("engine-server", []), ("metricsgen-exporter", [directory.url.path])] {
            let answer = try openMetrics(program, arguments)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: application/openmetrics-text; version=1.0.0;"))
            #expect(answer.contains("\nmetrics_http_scrapes_total{code=\"401\",format=\"text\"} 1.0\n"))
            #expect(answer.hasSuffix("\n# EOF\n"))
            for (flag, value) in [("--compression-level", "10"), ("--scrape-limit", "0")] {
                let outcome = try RunningProcess.run(BuiltProgram.path(program), arguments + [flag, value])
                #expect(outcome.ending == .exited(2) && outcome.errorOutput.contains(value), "\(outcome.errorOutput)")
            }
            let noFile = ["--bearer-token-file", "/nothing/here", "--port", "0"]
            let outcome = try RunningProcess.run(BuiltProgram.path(program), arguments + noFile)
            #expect(outcome.ending == .exited(2))
            #expect(outcome.errorOutput.contains("there is no token in `/nothing/here`: no such file or directory"))
        }
    }

    @Test("the simulation moves while it is served")
    func moves() throws {
        try withServer { _, port in
            func tokens() throws -> Double {
                let line = try #require(
                    page(port: port).split(separator: "\n").first { $0.hasPrefix("vllm:prompt_tokens_total{") })
                return try #require(Double(line.split(separator: " ")[1]))
            }
            var readings: [Double] = []
            let hasMoved = try eventually {
                readings.append(try tokens())
                return Set(readings).count >= 3
            }
            #expect(hasMoved)
            #expect(readings == readings.sorted())
        }
    }

    @Test("answers HEAD, sends other paths and methods away, and leads from / to the metrics")
    func requests() throws {
        try withServer { _, port in
            let head = try response("HEAD /metrics", port: port)
            #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(head.hasSuffix("\r\n\r\n"))
            #expect(try response("GET /nothing", port: port).hasPrefix("HTTP/1.1 404 Not Found\r\n"))
            let post = try response("POST /metrics", port: port)
            #expect(post.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"))
            #expect(post.contains("Allow: GET, HEAD\r\n"))
            #expect(try response("GET /", port: port).contains("href=\"/metrics\""))
        }
    }

    @Test("half a request holds up nobody, and not the end either")
    func halfRequest() throws {
        try withServer { server, port in
            let half = try TCPConnection(port: port)
            try half.send("GET /metrics HTTP/1.1\r\nHost: loc")
            for _ in 0..<3 { #expect(try page(port: port).contains("# TYPE")) }
            server.send(signal: SIGTERM)
            #expect(try server.waitForEnd().ending == .exited(0))
        }
    }

    @Test("with few descriptors it serves scrapes beside more connections than it may have")
    func fewDescriptors() throws {
        let server = try RunningProcess(
            "/bin/sh", ["-c", "ulimit -n 64 && exec \"$0\" --port 0", BuiltProgram.path("engine-server")])
        defer { server.send(signal: SIGKILL) }
        let log = try server.waitForText(on: .error) { $0.contains("/metrics") }
        let port = try #require(log.firstMatch(of: /http:\/\/127\.0\.0\.1:([0-9]+)\/metrics/).flatMap { Int($0.1) })
        var others: [TCPConnection] = []
        for _ in 0..<100 { others.append(try TCPConnection(port: port)) }
        #expect(try page(port: port).contains("# TYPE"))
        #expect(others.count == 100)
        server.send(signal: SIGTERM)
        #expect(try server.waitForEnd(timeLimit: 15).ending == .exited(0))
    }

    @Test("a port in use is an error that names it")
    func portInUse() throws {
        try withServer { _, port in
            let outcome = try RunningProcess.run(BuiltProgram.path("engine-server"), ["--port", "\(port)"])
            #expect(outcome.ending == .exited(2))
            #expect(outcome.output == "")
            #expect(
                outcome.errorOutput
                    == "error: port \(port) of `127.0.0.1` is in use; end the program that listens there, or choose another port\n"
            )
        }
    }

    @Test("as release 0.9 it hides the deprecated metrics, and shows them to those who ask; at 0.10 they are gone")
    func releases() throws {
        func names(_ flags: String...) throws -> Set<Substring> {
            let outcome = try RunningProcess.run(BuiltProgram.path("engine-server"), ["replay", "-"] + flags)
            try #require(outcome.ending == .exited(0), "\(outcome.errorOutput)")
            return Set(
                outcome.output.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map {
                    $0.split(separator: " ")[2]
                })
        }
        let deprecated: Set<Substring> = [
            "vllm:num_requests_swapped", "vllm:cpu_cache_usage_perc", "vllm:cpu_prefix_cache_hit_rate",
            "vllm:gpu_prefix_cache_hit_rate", "vllm:time_in_queue_requests", "vllm:model_forward_time_milliseconds",
            "vllm:model_execute_time_milliseconds",
        ]
        let all = try names()
        #expect(all.count == 34)
        #expect(all.isSuperset(of: deprecated))
        #expect(try names("--product-version", "0.8.5") == all)
        #expect(try names("--product-version", "0.9.0rc1") == all.subtracting(deprecated))
        #expect(try names("--product-version", "0.9.3", "--show-hidden-metrics-for-version", "0.8") == all)
        #expect(try names("--product-version", "0.10.0") == all.subtracting(deprecated))
    }
}
