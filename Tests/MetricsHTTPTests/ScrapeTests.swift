// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import CZlib
    import Foundation
    import MetricsRuntime
    import NIOHTTP1
    import Synchronization
    import Testing
    import TestSupport

    @testable import MetricsHTTP

    // Serialized: the tests block their threads while they talk to a server.
    @Suite("Scrapes", .serialized, .timeLimit(.minutes(30)))
    struct ScrapeTests {
        private struct Response {
            let head: String
            let body: [UInt8]

            var text: String { String(decoding: body, as: UTF8.self) }
            var status: Substring { head.split(separator: " ")[1] }

            subscript(name: String) -> String? {
                head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }.map {
                    String($0.dropFirst(name.count + 2))
                }
            }
        }

        private func withServer(
            _ change: (inout MetricsServerConfiguration) -> Void = { _ in },
            _ body: (MetricsServer, MetricsRegistry) async throws -> Void
        ) async throws {
            let registry = MetricsRegistry(storage: .memory) { _ in }
            var product = ProductDeclaration(name: "shop", version: "1.0.0")
            product.counter(0, "shop_orders_total", "Orders.", MetricLabels(open: ["kind"]))
            product.gauge(1, "shop_open_orders", "Open orders.", MetricLabels(), .sum)
            let series = try product.register(in: registry, visibility: Visibility())
            for number in 0..<100 { series.open(0).counter("kind \(number)").increment(by: number) }
            series.gauge(1).set(2)
            var configuration = MetricsServerConfiguration(port: 0)
            change(&configuration)
            let server = try await MetricsServer.listen(configuration, serving: registry)
            do { try await body(server, registry) } catch {
                await server.close()
                throw error
            }
            await server.close()
        }

        private func get(
            _ server: MetricsServer, _ target: String = "/metrics", _ headers: String = "", method: String = "GET"
        ) throws -> Response {
            let connection = try TCPConnection(port: server.port)
            try connection.send("\(method) \(target) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(headers)\r\n")
            let bytes = try connection.readBytesToEnd()
            let end = try #require((0..<bytes.count - 3).first { bytes[$0..<$0 + 4].elementsEqual("\r\n\r\n".utf8) })
            return Response(head: String(decoding: bytes[..<end], as: UTF8.self), body: Array(bytes[(end + 4)...]))
        }

        private func decompressed(_ bytes: [UInt8]) -> [UInt8] {
            var stream = z_stream()
            guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
                return []
            }
            defer { inflateEnd(&stream) }
            var input = bytes
            return [UInt8](unsafeUninitializedCapacity: 1 << 20) { output, count in
                input.withUnsafeMutableBufferPointer { input in
                    stream.next_in = input.baseAddress
                    stream.avail_in = uInt(input.count)
                    stream.next_out = output.baseAddress
                    stream.avail_out = uInt(output.count)
                    let result = inflate(&stream, Z_FINISH)
                    #expect(result == Z_STREAM_END && stream.avail_in == 0)
                    count = output.count - Int(stream.avail_out)
                }
            }
        }

        // MARK: Formats

        @Test("a scraper gets the format that it asks for, and every answer says which it is")
        func formats() async throws {
            try await withServer { server, registry in
                for (accept, format) in [
                    ("", MetricsFormat.text), ("Accept: application/openmetrics-text;version=1.0.0\r\n", .openMetrics),
                    (
                        "Accept: application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited\r\n",
                        .protobuf
                    ),
                    // Two fields are one list.
                    ("Accept: text/plain;q=0.1\r\nAccept: application/openmetrics-text;q=0.2\r\n", .openMetrics),
                ] {
                    let response = try get(server, "/metrics", accept)
                    var page: [UInt8] = []
                    registry.writeExposition(as: format, into: &page)
                    #expect(response.status == "200" && response.body == page)
                    #expect(response["Content-Type"] == format.contentType)
                    #expect(response["Vary"] == "Accept, Accept-Encoding")
                    let head = try get(server, "/metrics", accept, method: "HEAD")
                    #expect(head.head == response.head && head.body.isEmpty)
                }
            }
        }

        @Test("a page that is an error says so in text, whatever format was asked for")
        func errors() async throws {
            let server = try await MetricsServer.listen(.init(port: 0)) { _ in throw MetricsPageError("no luck") }
            let response = try get(
                server, "/metrics", "Accept: application/openmetrics-text\r\nAccept-Encoding: gzip\r\n")
            #expect(response.status == "503" && response.text == "there are no values to show: no luck\n")
            #expect(response["Content-Type"] == "text/plain; charset=utf-8" && response["Content-Encoding"] == nil)
            await server.close()
        }

        // MARK: Parts

        @Test("`name[]` picks families by their names or by those of their samples")
        func names() async throws {
            try await withServer { (server, _) async throws in
                func families(_ query: String, _ headers: String = "") throws -> [String] {
                    let response = try get(server, "/metrics" + query, headers)
                    #expect(response.status == "200")
                    return response.text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map {
                        String($0.dropFirst(7))
                    }
                }
                #expect(try families("?name[]=shop_orders_total") == ["shop_orders_total counter"])
                #expect(try families("?name%5B%5D=shop_open_orders&x=y") == ["shop_open_orders gauge"])
                #expect(try families("?name[]=shop_open_orders&name[]=shop_orders").count == 2)
                #expect(try families("?other=1").count == 2)
                #expect(try families("?name[]=nothing") == [])
                #expect(
                    try get(server, "/metrics?name[]=nothing", "Accept: application/openmetrics-text\r\n").text
                        == "# EOF\n")
            }
        }

        @Test("queries of any form are read")
        func queries() {
            #expect(ScrapeRequest.names(in: "/metrics") == nil)
            #expect(ScrapeRequest.names(in: "/metrics?") == nil)
            #expect(ScrapeRequest.names(in: "/metrics?name[]") == nil)
            #expect(ScrapeRequest.names(in: "/metrics?name[]=") == [""])
            #expect(
                ScrapeRequest.names(in: "/metrics?&&name[]=a&name[]=b+c%3A%zz%4&name=d#name[]=e") == ["a", "b c:%zz%4"])
        }

        // MARK: Compression

        @Test("a page is compressed for those who ask for gzip, in every format")
        func gzip() async throws {
            try await withServer { server, registry in
                for accept in ["", "Accept: application/openmetrics-text\r\n"] {
                    let plain = try get(server, "/metrics", accept)
                    #expect(plain["Content-Encoding"] == nil)
                    let small = try get(server, "/metrics", accept + "Accept-Encoding: gzip\r\n")
                    #expect(small["Content-Encoding"] == "gzip" && small["Content-Type"] == plain["Content-Type"])
                    #expect(small["Content-Length"] == "\(small.body.count)" && small.body.count < plain.body.count / 4)
                    #expect(decompressed(small.body) == plain.body)
                }
            }
        }

        @Test("small pages, errors and servers without compression send bytes as they are")
        func plain() async throws {
            try await withServer { server, _ in
                let part = try get(server, "/metrics?name[]=shop_open_orders", "Accept-Encoding: gzip\r\n")
                #expect(part["Content-Encoding"] == nil && part.text.hasSuffix("shop_open_orders 2.0\n"))
            }
            try await withServer {
                $0.compressionLevel = 0
            } _: { (server, _) async throws in
                #expect(try get(server, "/metrics", "Accept-Encoding: gzip\r\n")["Content-Encoding"] == nil)
            }
        }

        @Test(
            "gzip has to be named, and wanted as much as no compression",
            arguments: [
                ("gzip", true), ("GZIP", true), ("deflate, gzip;q=0.5", true), ("gzip;q=0", false), ("*", false),
                ("identity", false), ("br, zstd", false), ("gzip;q=0.5, identity", false),
                ("identity;q=0.5, gzip", true),
                ("gzip, deflate", true), ("gzip;q=x", false), ("", false), ("xgzip", false),
            ])
        func encoding(field: String, isCompressed: Bool) {
            #expect(ScrapeRequest.acceptsGzip([field]) == isCompressed)
        }

        @Test("each level gives the same bytes back", arguments: 1...9)
        func levels(level: Int) throws {
            let bytes = Array(String(repeating: "shop_orders_total{kind=\"a\"} 1.0\n", count: 3000).utf8)
            let compressed = try #require(Gzip.compressed(bytes, level: level))
            #expect(decompressed(compressed) == bytes)
            // What can't be made smaller fits as well.
            var random = SystemRandomNumberGenerator()
            let noise = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(decompressed(try #require(Gzip.compressed(noise, level: level))) == noise)
        }

        // MARK: Limits

        @Test("a scrape beyond the limit is answered at once, and others when their page is ready")
        func limit() async throws {
            let began = DispatchSemaphore(value: 0)
            let mayEnd = DispatchSemaphore(value: 0)
            var configuration = MetricsServerConfiguration(port: 0)
            configuration.scrapeLimit = 2
            let server = try await MetricsServer.listen(configuration) { page in
                began.signal()
                mayEnd.wait()
                page.append(contentsOf: "up 1.0\n".utf8)
            }
            let request = "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            let first = try TCPConnection(port: server.port)
            try first.send(request)
            waitBlocking(began)
            let second = try TCPConnection(port: server.port)
            try second.send(request)
            #expect(eventually { server.renderer.waitingCount == 1 })
            let third = try get(server, "/metrics")
            #expect(third.status == "503" && third.text.contains("too many scrapes"))
            mayEnd.signal()
            mayEnd.signal()
            #expect(try first.readToEnd().hasSuffix("up 1.0\n"))
            #expect(try second.readToEnd().hasSuffix("up 1.0\n"))
            mayEnd.signal()
            #expect(try get(server, "/metrics").status == "200")
            await server.close()
        }

        @Test("requests for different pages get their own, and those for the same share one")
        func sharing() async throws {
            let pages = Mutex<[String]>([])
            let began = DispatchSemaphore(value: 0)
            let mayEnd = DispatchSemaphore(value: 0)
            let server = try await MetricsServer.listen(.init(port: 0)) { page in
                let isFirst = pages.withLock { pages in
                    pages.append(page.format == .text ? "text" : "other")
                    return pages.count == 1
                }
                if isFirst {
                    began.signal()
                    mayEnd.wait()
                }
                page.append(contentsOf: (page.format == .text ? "text\n" : "other\n").utf8)
            }
            func scrape(_ headers: String = "") throws -> TCPConnection {
                let connection = try TCPConnection(port: server.port)
                try connection.send("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(headers)\r\n")
                return connection
            }
            let first = try scrape()
            waitBlocking(began)
            let openMetrics = "Accept: application/openmetrics-text\r\n"
            let others = [try scrape(openMetrics), try scrape(), try scrape(openMetrics), try scrape()]
            #expect(eventually { server.renderer.waitingCount == 4 })
            mayEnd.signal()
            #expect(try first.readToEnd().hasSuffix("text\n"))
            for (index, other) in others.enumerated() {
                #expect(try other.readToEnd().hasSuffix(index % 2 == 0 ? "other\n# EOF\n" : "text\n"))
            }
            #expect(pages.withLock { $0.sorted() } == ["other", "text", "text"])
            await server.close()
        }

        @Test("many different parts don't keep a whole page waiting")
        func turns() async throws {
            let count = Mutex(0)
            let began = DispatchSemaphore(value: 0)
            let mayEnd = DispatchSemaphore(value: 0)
            let server = try await MetricsServer.listen(.init(port: 0)) { page in
                let number = count.withLock {
                    $0 += 1
                    return $0
                }
                if number == 1 {
                    began.signal()
                    mayEnd.wait()
                }
                page.append(contentsOf: "page \(number)\n".utf8)
            }
            func scrape(_ target: String) throws -> TCPConnection {
                let connection = try TCPConnection(port: server.port)
                try connection.send("GET \(target) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                return connection
            }
            let first = try scrape("/metrics")
            waitBlocking(began)
            let parts = try (0..<8).map { try scrape("/metrics?name[]=part_\($0)") }
            #expect(eventually { server.renderer.waitingCount == 8 })
            let whole = try scrape("/metrics")
            #expect(eventually { server.renderer.waitingCount == 9 })
            mayEnd.signal()
            #expect(try first.readToEnd().hasSuffix("page 1\n"))
            #expect(try whole.readToEnd().hasSuffix("page 3\n"))
            for part in parts { #expect(try part.readToEnd().hasPrefix("HTTP/1.1 200 OK")) }
            await server.close()
        }

        // MARK: Access

        @Test("with a token file, only scrapes that have the token get the metrics; the file may change")
        func token() async throws {
            let directory = try TemporaryDirectory()
            let file = directory.url.appending(path: "token")
            try "s3cret\n".write(to: file, atomically: true, encoding: .utf8)
            try await withServer {
                $0.bearerTokenFile = file.path
            } _: { (server, _) async throws in
                func status(_ headers: String) throws -> Substring { try get(server, "/metrics", headers).status }
                let refused = try get(server, "/metrics")
                #expect(refused.status == "401" && refused["WWW-Authenticate"] == "Bearer")
                #expect(!refused.text.contains("shop"))
                #expect(try status("Authorization: Bearer s3cret\r\n") == "200")
                #expect(try status("authorization: BEARER  s3cret\r\n") == "200")
                for wrong in ["Bearer s3cre", "Bearer s3crets", "Bearer ", "Bearer", "Basic s3cret", "s3cret"] {
                    #expect(try status("Authorization: \(wrong)\r\n") == "401", "\(wrong)")
                }
                #expect(
                    try status("Authorization: Bearer x\r\nAuthorization: Bearer s3cret\r\n") == "401")
                try "other".write(to: file, atomically: true, encoding: .utf8)
                #expect(try status("Authorization: Bearer s3cret\r\n") == "401")
                #expect(try status("Authorization: Bearer other\r\n") == "200")
                try "\n".write(to: file, atomically: true, encoding: .utf8)
                #expect(try status("Authorization: Bearer \r\n") == "401")
                try FileManager.default.removeItem(at: file)
                #expect(try status("Authorization: Bearer other\r\n") == "401")
            }
        }

        @Test("a token file without a token is an error at the start")
        func noToken() async throws {
            let directory = try TemporaryDirectory()
            let file = directory.url.appending(path: "token")
            var configuration = MetricsServerConfiguration(port: 0)
            configuration.bearerTokenFile = file.path
            for (contents, reason) in [(nil, "no such file or directory"), ("  \n", "it is empty")] {
                if let contents { try contents.write(to: file, atomically: true, encoding: .utf8) }
                let error = await #expect(throws: MetricsServerError.self) {
                    _ = try await MetricsServer.listen(configuration) { _ in }
                }
                #expect(error == .tokenFile(file.path, reason: reason))
            }
        }

        @Test("an IPv6 address can be listened on")
        func version6() async throws {
            let server: MetricsServer
            do {
                server = try await MetricsServer.listen(.init(host: "[::]", port: 0)) {
                    $0.append(contentsOf: "up 1.0\n".utf8)
                }
            } catch MetricsServerError.hostNotLocal, MetricsServerError.other {
                // This machine has no IPv6.
                return
            }
            #expect(server.host == "::")
            // The socket takes IPv4 too.
            #expect(try get(server).text == "up 1.0\n")
            await server.close()
        }

        // MARK: Own metrics

        @Test("the server's own metrics are at the end of the page, if they are asked for")
        func ownMetrics() async throws {
            try await withServer { server, _ in
                let page = try get(server).text
                #expect(!page.contains("metrics_http"))
            }
            try await withServer {
                $0.hasOwnMetrics = true
            } _: { (server, _) async throws in
                let first = try get(server, "/metrics").text
                #expect(first.contains("metrics_http_scrapes_total{code=\"200\",format=\"text\"} 0.0\n"))
                _ = try get(server, "/metrics", "Accept: application/openmetrics-text\r\n")
                _ = try get(server, "/")
                let third = try get(server, "/metrics").text
                #expect(third.contains("metrics_http_scrapes_total{code=\"200\",format=\"text\"} 1.0\n"))
                #expect(third.contains("metrics_http_scrapes_total{code=\"200\",format=\"openmetrics\"} 1.0\n"))
                #expect(third.contains("metrics_http_scrape_duration_seconds_count 2.0\n"))
                #expect(third.contains("metrics_http_response_size_bytes_count 2.0\n"))
            }
        }
    }
#endif
