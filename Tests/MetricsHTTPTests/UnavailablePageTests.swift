// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import Foundation
    import MetricsRuntime
    import NIOCore
    import Synchronization
    import TestSupport
    import Testing

    @testable import MetricsHTTP

    // Serialized, and for the same reason as `MetricsServerTests`.
    @Suite("MetricsServer without a page", .serialized, .timeLimit(.minutes(30)))
    struct UnavailablePageTests {
        private func response(_ target: String, headers: String = "", _ server: MetricsServer) throws -> String {
            let connection = try TCPConnection(port: server.port)
            try connection.send("GET \(target) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(headers)\r\n")
            return try connection.readToEnd()
        }

        @Test("a page that can't be made, or is empty, is 503 with the reason, until it is back")
        func failure() async throws {
            enum Source { case failing, empty, working }
            let source = Mutex(Source.failing)
            let server = try await MetricsServer.listen(MetricsServerConfiguration(port: 0)) { page in
                switch source.withLock({ $0 }) {
                case .failing: throw MetricsPageError("the cellar is locked")
                case .empty: break
                case .working: page.append(contentsOf: "up 1.0\n".utf8)
                }
            }
            let failing = try response("/metrics", server)
            #expect(failing.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
            #expect(failing.hasSuffix("\r\n\r\nthere are no values to show: the cellar is locked\n"))
            source.withLock { $0 = .empty }
            #expect(try response("/metrics", server).hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
            source.withLock { $0 = .working }
            #expect(try response("/metrics", server).hasSuffix("\r\n\r\nup 1.0\n"))
            await server.close()
        }

        @Test("a registry whose shared directory is gone is 503, and is served again when it is back")
        func directory() async throws {
            let directory = try TemporaryDirectory()
            let registry = MetricsRegistry(storage: .memory)
            registry.add(MultiprocessReader(directory: directory.path))
            let server = try await MetricsServer.listen(MetricsServerConfiguration(port: 0), serving: registry)
            try FileManager.default.removeItem(at: directory.url)
            let text = try response("/metrics", server)
            #expect(text.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
            #expect(text.contains("the shared directory can't be read: "))
            await server.close()
        }

        @Test("while a callback does not return, scrapes are answered with 503 in time, and other requests at once")
        func stuckCallback() async throws {
            let began = DispatchSemaphore(value: 0)
            let mayEnd = DispatchSemaphore(value: 0)
            let server = try await MetricsServer.listen(MetricsServerConfiguration(port: 0)) { page in
                began.signal()
                mayEnd.wait()
                page.append(contentsOf: "up 1.0\n".utf8)
            }
            let patient = try TCPConnection(port: server.port)
            try patient.send("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            waitBlocking(began)
            let text = try response("/metrics", headers: "X-Prometheus-Scrape-Timeout-Seconds: 0.2\r\n", server)
            #expect(text.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
            #expect(text.hasSuffix("the values could not be read in time\n"))
            #expect(try response("/", server).hasPrefix("HTTP/1.1 200 OK\r\n"))
            mayEnd.signal()
            mayEnd.signal()
            #expect(try patient.readToEnd().hasSuffix("\r\n\r\nup 1.0\n"))
            await server.close()
        }
    }
#endif
