// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import Foundation
    import NIOCore
    import TestSupport
    import Testing

    @testable import MetricsHTTP

    // Serialized, and for the same reason as `MetricsServerTests`.
    @Suite("MetricsServer in a crowd", .serialized, .timeLimit(.minutes(30)))
    struct CrowdTests {
        /// More than the system's buffers between the two hold.
        private static let bigPage = [UInt8](repeating: UInt8(ascii: "x"), count: 24 << 20)
        private static let request = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
        private static let lastRequest = "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

        private func withServer(
            page: [UInt8] = Array("up 1.0\n".utf8), _ change: (inout MetricsServerConfiguration) -> Void = { _ in },
            _ body: (MetricsServer) throws -> Void
        ) async throws {
            var configuration = MetricsServerConfiguration(port: 0)
            configuration.drainTimeout = .zero
            change(&configuration)
            let server = try await MetricsServer.listen(configuration) { $0.append(contentsOf: page) }
            do { try body(server) } catch {
                await server.close()
                throw error
            }
            await server.close()
        }

        /// A connection that is kept after it has asked for a page and read it.
        private func keptConnection(
            _ target: String, from source: String? = nil, _ server: MetricsServer
        ) throws -> TCPConnection {
            let connection = try TCPConnection(port: server.port, from: source)
            try ask(target, connection, server)
            return connection
        }

        private func ask(_ target: String, _ connection: TCPConnection, _ server: MetricsServer) throws {
            try connection.send("GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try connection.read { $0.hasSuffix(target == "/" ? "</html>\n" : "up 1.0\n") }
            // The server sees the end of its response after the client may have.
            #expect(eventually { server.connections.scrapingCount == 0 })
        }

        /// A reader that has its headers and reads no more.
        private func stalledReader(_ server: MetricsServer) throws -> TCPConnection {
            let connection = try TCPConnection(port: server.port)
            try connection.send(Self.request)
            _ = try connection.read { $0.contains("\r\n\r\n") }
            return connection
        }

        @Test("one connection too many of an address closes the one that scraped longest ago, and is served")
        func idlestOfAnAddress() async throws {
            try await withServer {
                $0.connectionLimit = 4
            } _: { server in
                let connections = try (0..<3).map { _ in try keptConnection("/metrics", server) }
                try ask("/metrics", connections[0], server)
                let newest = try keptConnection("/metrics", server)
                #expect(try connections[1].readToEnd() == "")
                for connection in [connections[0], connections[2], newest] { try ask("/metrics", connection, server) }
                #expect(server.connections.closedForRoom == 1)
            }
        }

        // Where 127.0.0.2 is an address of this machine.
        #if os(Linux)
            @Test("one too many of all addresses closes the idlest of all")
            func idlestOfAll() async throws {
                try await withServer {
                    $0.connectionLimit = 4
                } _: { server in
                    let first = try (0..<2).map { _ in try keptConnection("/metrics", server) }
                    let others = try ["127.0.0.2", "127.0.0.3"].map { address in
                        let connection = try TCPConnection(port: server.port, from: address)
                        try ask("/metrics", connection, server)
                        return connection
                    }
                    let newest = try TCPConnection(port: server.port, from: "127.0.0.4")
                    try ask("/metrics", newest, server)
                    #expect(try first[0].readToEnd() == "")
                    for connection in [first[1], newest] + others { try ask("/metrics", connection, server) }
                }
            }

        #endif

        @Test("a client that asks for another page now and then keeps nobody away")
        func otherPages() async throws {
            try await withServer {
                $0.connectionLimit = 3
            } _: { server in
                let asking = try keptConnection("/", server)
                let scraping = try keptConnection("/metrics", server)
                try ask("/", asking, server)
                let newest = try keptConnection("/metrics", server)
                #expect(try asking.readToEnd() == "")
                for connection in [scraping, newest] { try ask("/metrics", connection, server) }
            }
        }

        @Test("a response that is on its way is not closed for connections that wait")
        func running() async throws {
            try await withServer(page: Self.bigPage) {
                $0.connectionLimit = 3
            } _: { server in
                let reader = try stalledReader(server)
                for _ in 0..<3 {
                    let waiting = try TCPConnection(port: server.port)
                    let newest = try TCPConnection(port: server.port)
                    #expect(try waiting.readToEnd() == "")
                    try newest.send(Self.lastRequest)
                    #expect(try newest.readToEnd().utf8.count > Self.bigPage.count)
                    #expect(eventually { server.connections.count == 1 })
                }
                #expect(server.connections.scrapingCount == 1)
                _ = reader
            }
        }

        @Test("a client that sends requests ahead and does not read has one response at a time")
        func pipeline() async throws {
            try await withServer(page: Self.bigPage) { server in
                let connection = try TCPConnection(port: server.port)
                try connection.send(String(repeating: Self.request, count: 50) + Self.lastRequest)
                _ = try connection.read { $0.contains("\r\n\r\n") }
                let other = try TCPConnection(port: server.port)
                try other.send(Self.lastRequest)
                #expect(try other.readToEnd().utf8.count > Self.bigPage.count)
                #expect(server.renderer.renderingCount == 2)
                #expect(server.connections.scrapingCount == 1)
            }
        }

        @Test("readers share a page, and too many different pages close the readers of a slow one")
        func pages() async throws {
            try await withServer(page: Self.bigPage) {
                $0.unsentLimit = 2 * Self.bigPage.count
            } _: { server in
                let first = try stalledReader(server)
                let second = try stalledReader(server)
                #expect(server.connections.closedForRoom == 0)
                let third = try TCPConnection(port: server.port)
                try third.send(Self.lastRequest)
                #expect(try third.readToEnd().utf8.count > Self.bigPage.count)
                #expect(server.connections.closedForRoom == 1)
                #expect(eventually { server.connections.count == 1 })
                _ = (first, second)
            }
        }
    }
#endif
