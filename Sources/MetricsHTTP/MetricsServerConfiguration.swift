#if HTTP
    public import NIOCore

    /// Where a `MetricsServer` listens, and its limits.
    public struct MetricsServerConfiguration: Sendable {
        /// A name or an address of this machine. An IPv6 address may be in brackets.
        public var host: String
        /// 0 takes any port that is free.
        public var port: Int

        /// How long a connection may be idle between two requests, and how long a client may read nothing of its
        /// response, before the connection is closed. Longer than the usual scrape interval, which keeps a scraper's
        /// connection open. A client that reads slowly is not cut.
        public var idleTimeout: TimeAmount = .seconds(75)
        /// How long a request may take to arrive, from its first byte (or from the start of the connection) to its last.
        public var requestTimeout: TimeAmount = .seconds(5)
        /// How long a request waits for its page, unless the scraper says how long it waits itself (Prometheus does, with
        /// `X-Prometheus-Scrape-Timeout-Seconds`). The answer is 503 then.
        public var pageTimeout: TimeAmount = .seconds(10)
        /// How many connections may be open; fewer where the process may have fewer files open. One more closes the one
        /// that has been idle longest, and is served.
        public var connectionLimit = 2048
        /// How many bytes of different pages may wait for their readers. The newest page and one more always may. Beyond
        /// it, the readers of the page that is read most slowly are closed.
        public var unsentLimit = 128 * 1024 * 1024
        /// How long the running responses have when the process is asked to end.
        public var drainTimeout: TimeAmount = .seconds(10)

        /// A request beyond these is answered with 400 or 413, and its connection is closed.
        public var headerFieldLimit = 16 * 1024
        public var headerListLimit = 64 * 1024
        public var headerCountLimit = 100
        public var bodyLimit = 64 * 1024

        public init(host: String = "127.0.0.1", port: Int) {
            self.host = host
            self.port = port
        }
    }
#endif
