// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import Foundation
    import MetricsRuntime
    import NIOCore
    import Synchronization
    import Testing
    import TestSupport

    @testable import MetricsHTTP

    // Serialized: the tests block their threads while they talk to a server, and there are no more than two threads.
    // Nothing that a test waits for with a short limit may need a task of Swift's, for which there might be no thread.
    @Suite("MetricsServer", .serialized, .timeLimit(.minutes(30)))
    struct MetricsServerTests {
        static let page = "# TYPE up gauge\nup 1.0\n"

        /// A server on a free port while the body runs.
        private func withServer(
            _ change: (inout MetricsServerConfiguration) -> Void = { _ in },
            writePage: @escaping @Sendable (inout MetricsPage) throws -> Void = { $0.append(contentsOf: page.utf8) },
            _ body: (MetricsServer) async throws -> Void
        ) async throws {
            var configuration = MetricsServerConfiguration(port: 0)
            change(&configuration)
            let server = try await MetricsServer.listen(configuration, writePage: writePage)
            do { try await body(server) } catch {
                await server.close()
                throw error
            }
            await server.close()
        }

        /// The whole response to a request after which the connection ends.
        private func response(_ request: String, port: Int) throws -> String {
            let connection = try TCPConnection(port: port)
            try connection.send(request)
            return try connection.readToEnd()
        }

        private func get(_ target: String, method: String = "GET", port: Int) throws -> String {
            try response("\(method) \(target) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", port: port)
        }

        @Test("GET /metrics answers with the page in the text format")
        func getMetrics() async throws {
            try await withServer { server in
                #expect(server.port != 0)
                let text = try get("/metrics", port: server.port)
                #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(text.contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"))
                #expect(text.contains("Content-Length: \(Self.page.utf8.count)\r\n"))
                #expect(text.hasSuffix("\r\n\r\n" + Self.page))
            }
        }

        @Test("HEAD /metrics has the headers of GET and no body")
        func headMetrics() async throws {
            try await withServer { server in
                let get = try get("/metrics", port: server.port)
                let head = try self.get("/metrics", method: "HEAD", port: server.port)
                #expect(head + Self.page == get)
            }
        }

        @Test("the index leads to the metrics")
        func index() async throws {
            try await withServer { server in
                let text = try get("/", port: server.port)
                #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(text.contains("Content-Type: text/html; charset=utf-8\r\n"))
                #expect(text.contains("href=\"/metrics\""))
            }
        }

        @Test("another path is 404, another method 405 with what is allowed")
        func refusals() async throws {
            try await withServer { server in
                #expect(try get("/nothing", port: server.port).hasPrefix("HTTP/1.1 404 Not Found\r\n"))
                let post = try response(
                    "POST /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc",
                    port: server.port)
                #expect(post.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"))
                #expect(post.contains("Allow: GET, HEAD\r\n"))
            }
        }

        @Test("a connection serves request after request, also those sent ahead")
        func keepAlive() async throws {
            let count = Mutex(0)
            try await withServer(
                writePage: { page in
                    let number = count.withLock {
                        $0 += 1
                        return $0
                    }
                    page.append(contentsOf: "page \(number)\n".utf8)
                },
                { server in
                    let connection = try TCPConnection(port: server.port)
                    let request = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
                    try connection.send(request)
                    let first = try connection.read { $0.hasSuffix("page 1\n") }
                    #expect(first.hasPrefix("HTTP/1.1 200 OK\r\n"))
                    try connection.send(request + request)
                    let both = try connection.read { $0.hasSuffix("page 3\n") }
                    #expect(both.components(separatedBy: "HTTP/1.1 200 OK").count == 3)
                })
        }

        @Test("HTTP/1.0 gets its page and the end of the connection")
        func oldClient() async throws {
            try await withServer { server in
                let text = try response("GET /metrics HTTP/1.0\r\n\r\n", port: server.port)
                #expect(text.hasPrefix("HTTP/1.0 200 OK\r\n"))
                #expect(text.hasSuffix(Self.page))
            }
        }

        @Test("a client that ends its side after the request still gets the response")
        func halfClose() async throws {
            try await withServer { server in
                let connection = try TCPConnection(port: server.port)
                try connection.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
                connection.endSending()
                #expect(try connection.readToEnd().hasSuffix(Self.page))
            }
        }

        @Test("half a request holds up nobody and ends with its time-out")
        func halfRequest() async throws {
            try await withServer {
                $0.requestTimeout = .milliseconds(700)
            } _: { server in
                let half = try TCPConnection(port: server.port)
                try half.send("GET /metr")
                for _ in 0..<3 { #expect(try get("/metrics", port: server.port).hasSuffix(Self.page)) }
                #expect(try half.readToEnd() == "")
            }
        }

        @Test("a client that waits for a word before it sends its body gets the answer instead")
        func expectation() async throws {
            try await withServer { server in
                let text = try response(
                    "POST /metrics HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n",
                    port: server.port)
                #expect(text.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"))
                #expect(text.contains("Connection: close\r\n"))
            }
        }

        @Test(
            "a request that exceeds a limit or isn't HTTP is refused with 400",
            arguments: [
                "GET /metrics HTTP/1.1\r\nX: \(String(repeating: "x", count: 20_000))\r\n\r\n",
                "GET /metrics HTTP/1.1\r\n\(String(repeating: "X: y\r\n", count: 200))\r\n",
                "\u{16}\u{3}\u{1}\u{0}", "hello\r\n\r\n",
            ])
        func badRequest(request: String) async throws {
            try await withServer { server in
                let text = try response(request, port: server.port)
                #expect(text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
                #expect(try get("/metrics", port: server.port).hasSuffix(Self.page))
            }
        }

        @Test("a body beyond the limit is answered with 413 and ends the connection")
        func endlessBody() async throws {
            try await withServer { server in
                let connection = try TCPConnection(port: server.port)
                try connection.send("GET /metrics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                for _ in 0..<65 {
                    try connection.send("400\r\n" + String(repeating: "x", count: 1024) + "\r\n")
                }
                #expect(try connection.readToEnd().hasPrefix("HTTP/1.1 413 Payload Too Large\r\n"))
            }
        }

        @Test("requests that wait together are answered by one rendering, each begun after its request")
        func coalescedRendering() async throws {
            let renderings = Mutex(0)
            let began = DispatchSemaphore(value: 0)
            let mayEnd = DispatchSemaphore(value: 0)
            try await withServer(
                writePage: { page in
                    let number = renderings.withLock {
                        $0 += 1
                        return $0
                    }
                    if number == 1 {
                        began.signal()
                        mayEnd.wait()
                    }
                    page.append(contentsOf: "rendering \(number)\n".utf8)
                },
                { server in
                    let request = "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                    let first = try TCPConnection(port: server.port)
                    try first.send(request)
                    waitBlocking(began)
                    let others = try (0..<5).map { _ in
                        let connection = try TCPConnection(port: server.port)
                        try connection.send(request)
                        return connection
                    }
                    // While the page is being rendered, the event loops answer others.
                    #expect(try get("/", port: server.port).contains("200 OK"))
                    #expect(eventually { server.renderer.waitingCount == 5 })
                    mayEnd.signal()
                    #expect(try first.readToEnd().hasSuffix("rendering 1\n"))
                    for other in others { #expect(try other.readToEnd().hasSuffix("rendering 2\n")) }
                    #expect(renderings.withLock { $0 } == 2)
                })
        }

        @Test("shutdown lets a running response finish, closes idle connections and refuses new ones")
        func gracefulShutdown() async throws {
            // More than the buffers between the two hold: it is still being sent when the server is asked to end.
            let length = 24 * 1024 * 1024
            let server = try await MetricsServer.listen(MetricsServerConfiguration(port: 0)) { page in
                page.append(contentsOf: [UInt8](repeating: UInt8(ascii: "x"), count: length))
            }
            let idle = try TCPConnection(port: server.port)
            try idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try idle.read { $0.hasSuffix("</html>\n") }
            let slow = try TCPConnection(port: server.port)
            try slow.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
            let start = try slow.read { $0.contains("\r\n\r\n") }

            server.beginShutdown()
            #expect(try idle.readToEnd() == "")
            #expect(throws: TCPConnection.Failure.self) { _ = try TCPConnection(port: server.port) }
            let rest = try slow.readToEnd()
            let text = start + rest
            let head = try #require(text.range(of: "\r\n\r\n"))
            #expect(text[head.upperBound...].utf8.count == length)
            await server.close()
        }

        @Test("as a service it ends with its task, and a second end does nothing")
        func service() async throws {
            let server = try await MetricsServer.listen(MetricsServerConfiguration(port: 0)) { _ in }
            let running = Task { try await server.run() }
            running.cancel()
            try await running.value
            await server.close()
            #expect(throws: TCPConnection.Failure.self) { _ = try TCPConnection(port: server.port) }
        }

        @Test("shutdown does not wait for ever for a client that reads nothing")
        func drainTimeout() async throws {
            var configuration = MetricsServerConfiguration(port: 0)
            configuration.drainTimeout = .milliseconds(300)
            let server = try await MetricsServer.listen(configuration) { page in
                page.append(contentsOf: [UInt8](repeating: UInt8(ascii: "x"), count: 24 * 1024 * 1024))
            }
            let stuck = try TCPConnection(port: server.port)
            try stuck.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try stuck.read { $0.contains("\r\n\r\n") }
            await server.close()
            // What was on its way has come; the rest never does, and the connection has ended.
            #expect(try stuck.readToEnd().utf8.count < 24 * 1024 * 1024)
        }

        @Test("a port in use is an error that names it")
        func portInUse() async throws {
            try await withServer { server in
                let error = await #expect(throws: MetricsServerError.self) {
                    _ = try await MetricsServer.listen(MetricsServerConfiguration(port: server.port)) { _ in }
                }
                #expect(error == .portInUse(host: "127.0.0.1", port: server.port))
                let sentence = try #require(error).description
                #expect(sentence.hasPrefix("port \(server.port) of `127.0.0.1` is in use"))
            }
        }

        @Test("a host that can't be, and a port that is none, are errors that name them")
        func badAddress() async throws {
            func failure(_ host: String, _ port: Int) async -> MetricsServerError? {
                do {
                    _ = try await MetricsServer.listen(MetricsServerConfiguration(host: host, port: port)) { _ in }
                    return nil
                } catch { return error }
            }
            #expect(await failure("no such host.invalid", 0) == .hostNotResolved("no such host.invalid"))
            // Of the range for documentation: no machine has it.
            #expect(await failure("192.0.2.1", 0) == .hostNotLocal("192.0.2.1"))
            #expect(await failure("127.0.0.1", 65_536) == .portOutOfRange(65_536))
            #expect(await failure("127.0.0.1", -1) == .portOutOfRange(-1))
            // Resolved, it would be every address of the machine.
            #expect(await failure("", 0) == .noHost)
        }

        @Test("an IPv6 address may be in brackets, as in a URL")
        func brackets() throws {
            #expect(try ServerHost("[::1]").name == "::1")
            #expect(try ServerHost("::1").name == "::1")
            #expect(try ServerHost("localhost").name == "localhost")
            #expect(throws: MetricsServerError.noHost) { try ServerHost("[]") }
        }
    }

    /// Waits in a place where Swift's concurrency would rather not have it: the other side is a thread of its own.
    func waitBlocking(_ semaphore: DispatchSemaphore) { semaphore.wait() }
#endif
