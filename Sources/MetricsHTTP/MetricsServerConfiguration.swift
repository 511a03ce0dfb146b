#if HTTP
    public import NIOCore

    /// Where a `MetricsServer` listens and what it puts up with.
    public struct MetricsServerConfiguration: Sendable {
        public var host: String
        /// 0 takes any port that is free.
        public var port: Int

        /// How long a connection may read nothing, or be able to write nothing, before it is closed. Longer than the
        /// usual scrape interval, so that a scraper's connection stays.
        public var idleTimeout: TimeAmount = .seconds(75)
        /// Connections beyond these are closed at once.
        public var connectionLimit = 256
        /// How long the running responses have when the process is asked to end.
        public var drainTimeout: TimeAmount = .seconds(10)

        /// A request beyond these is answered with 400, or its connection closed.
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
