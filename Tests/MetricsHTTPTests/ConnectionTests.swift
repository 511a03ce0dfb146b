// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import Logging
    import NIOCore
    import NIOEmbedded
    import Testing

    @testable import MetricsHTTP

    /// One connection without a socket, whose time is the test's.
    @Suite("A connection", .timeLimit(.minutes(30)))
    struct ConnectionTests {
        private func connection(_ configuration: MetricsServerConfiguration = .init(port: 0)) throws -> EmbeddedChannel
        {
            let logger = Logger(label: "tests", factory: { _ in SwiftLogNoOpLogHandler() })
            let connections = OpenConnections(limit: 4, unsentLimit: 0, logger: logger)
            let renderer = PageRenderer(logger: logger, makeRoom: { _ in }, writePage: { _ in })
            let channel = EmbeddedChannel()
            try MetricsRequestHandler(
                configuration, connections, renderer, MetricsAccess(), Turns(channel.eventLoop)
            ).install(in: channel.pipeline.syncOperations)
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
            return channel
        }

        private func send(_ text: String, _ channel: EmbeddedChannel) throws {
            try channel.writeInbound(ByteBuffer(string: text))
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        }

        private func received(_ channel: EmbeddedChannel) throws -> String {
            var text = ""
            while let part = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: part) }
            return text
        }

        private func answers(_ channel: EmbeddedChannel) throws -> Int {
            try received(channel).components(separatedBy: "HTTP/1.1 200 OK").count - 1
        }

        @Test(
            "that sends nothing, or half a request, ends with the request's time-out",
            arguments: ["", "GET / HTTP/1.1\r\n"])
        func half(text: String) throws {
            let channel = try connection()
            if !text.isEmpty { try send(text, channel) }
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(4_900))
            #expect(channel.isActive)
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(200))
            #expect(!channel.isActive)
        }

        @Test("gains no time by sending its request byte by byte")
        func dripping() throws {
            let channel = try connection()
            for byte in "GET / HTTP/1.1\r\nX: abcdefghijklmn" where channel.isActive {
                try send(String(byte), channel)
                channel.embeddedEventLoop.advanceTime(by: .milliseconds(200))
            }
            #expect(!channel.isActive)
        }

        @Test("may be idle between requests, and has the request's time-out again for the next one")
        func idle() throws {
            let channel = try connection()
            try send("GET / HTTP/1.1\r\nHost: x\r\n\r\n", channel)
            #expect(try answers(channel) == 1)
            channel.embeddedEventLoop.advanceTime(by: .seconds(70))
            #expect(channel.isActive)
            try send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET", channel)
            #expect(try answers(channel) == 1)
            channel.embeddedEventLoop.advanceTime(by: .seconds(6))
            #expect(!channel.isActive)
        }

        @Test("is closed when it has been idle for too long")
        func tooIdle() throws {
            let channel = try connection()
            try send("GET / HTTP/1.1\r\nHost: x\r\n\r\n", channel)
            channel.embeddedEventLoop.advanceTime(by: .seconds(76))
            #expect(!channel.isActive)
        }

        @Test("gets all answers to requests that it sent ahead, also when it then closes its side")
        func ahead() throws {
            let channel = try connection()
            try send(String(repeating: "GET / HTTP/1.1\r\nHost: x\r\n\r\n", count: 500), channel)
            channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
            // Others have their turns in between.
            #expect(channel.isActive)
            while channel.isActive { channel.embeddedEventLoop.advanceTime(by: .milliseconds(1)) }
            #expect(try answers(channel) == 500)
        }

        @Test("ends where a request never does", arguments: ["\r\n", "X: y\r\n", "a"])
        func endless(part: String) throws {
            let channel = try connection()
            if part != "\r\n" { try send("GET / HTTP/1.1\r\n", channel) }
            for _ in 0..<1_000 where channel.isActive { try send(String(repeating: part, count: 512), channel) }
            // What was still on its way when the answer came is read for a while.
            channel.embeddedEventLoop.advanceTime(by: .seconds(3))
            #expect(!channel.isActive)
        }

        @Test(
            "has its body read, but not for ever",
            arguments: ["1;\(String(repeating: "e", count: 900))\r\nx\r\n", "1\r\nx\r\n"])
        func endlessBody(chunk: String) throws {
            let channel = try connection()
            try send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", channel)
            // About as much as is read at once.
            let part = String(repeating: chunk, count: max(1, 1_000 / chunk.utf8.count))
            for _ in 0..<1_000 where channel.isActive { try send(part, channel) }
            #expect(try received(channel).hasPrefix("HTTP/1.1 413 Payload Too Large\r\n"))
            channel.embeddedEventLoop.advanceTime(by: .seconds(3))
            #expect(!channel.isActive)
        }
    }
#endif
