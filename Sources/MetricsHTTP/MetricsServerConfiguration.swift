// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    public import NIOCore

    /// The address on which a `MetricsServer` listens, and its limits.
    public struct MetricsServerConfiguration: Sendable {
        /// A name or an address of this machine. An IPv6 address may be in brackets.
        public var host: String
        /// 0 takes any free port.
        public var port: Int

        /// The time that a connection may be idle between two requests, and that a client may read nothing of its
        /// response, before the connection is closed. It is longer than the usual scrape interval, which keeps a
        /// scraper's connection open. A client that reads slowly is not cut off.
        public var idleTimeout: TimeAmount = .seconds(75)
        /// The time that a request may take to arrive, from its first byte (or from the start of the connection) to
        /// its last.
        public var requestTimeout: TimeAmount = .seconds(5)
        /// The time that a request waits for its exposition, unless the scraper gives its own timeout (Prometheus
        /// does, with `X-Prometheus-Scrape-Timeout-Seconds`). Then the answer is 503.
        public var pageTimeout: TimeAmount = .seconds(10)
        /// The number of connections that may be open; fewer if the process may have fewer files open. One more
        /// closes the connection that has been idle longest, and is served.
        public var connectionLimit = 2048
        /// The number of bytes of different expositions that may wait for their readers. The newest exposition and
        /// one more always may. Beyond the limit, the readers of the slowest one are disconnected.
        public var unsentLimit = 128 * 1024 * 1024
        /// The time that running responses have when the process is asked to end.
        public var drainTimeout: TimeAmount = .seconds(10)

        /// How much time is spent to make expositions small for scrapers that accept gzip, which Prometheus does: from 1,
        /// the fastest, to 9, the smallest; 0 sends them as they are. Small expositions are not compressed.
        public var compressionLevel = 1
        /// The number of scrapes that may wait for their exposition at one time. One more is answered with 503 at once.
        /// nil for no limit: scrapes that ask for the same share one exposition.
        public var scrapeLimit: Int?
        /// The file with a token that a scrape has to have, as `Authorization: Bearer TOKEN`. It is read again at each
        /// scrape. nil if everybody who can connect may scrape.
        public var bearerTokenFile: String?
        /// Whether the server adds metrics of its own to the exposition: scrapes by status and format, their durations
        /// and their sizes.
        public var hasOwnMetrics = false

        /// A request beyond these is answered with 400 or 413, and its connection is closed.
        public var headerFieldLimit = 16 * 1024
        /// The number of bytes that all header fields of a request may have together.
        public var headerListLimit = 64 * 1024
        /// The number of header fields that a request may have.
        public var headerCountLimit = 100
        /// The number of bytes that the body of a request may have.
        public var bodyLimit = 64 * 1024

        /// An address, with the default limits.
        ///
        /// - Parameters:
        ///   - host: A name or an address of this machine; by default only programs of this machine can connect.
        ///   - port: 0 takes any free port.
        public init(host: String = "127.0.0.1", port: Int) {
            self.host = host
            self.port = port
        }

        /// With what the flags of this package's servers say.
        package init(
            host: String, port: Int, compressionLevel: Int, scrapeLimit: Int?, bearerTokenFile: String?,
            hasOwnMetrics: Bool
        ) {
            self.init(host: host, port: port)
            self.compressionLevel = compressionLevel
            self.scrapeLimit = scrapeLimit
            self.bearerTokenFile = bearerTokenFile
            self.hasOwnMetrics = hasOwnMetrics
        }
    }
#endif
