#if HTTP
    public import Logging
    public import MetricsRuntime
    import NIOCore
    import NIOHTTP1
    import NIOPosix
    public import ServiceLifecycle

    /// Serves one page of metrics at `/metrics`, and at `/` a page that leads there.
    ///
    /// A server listens from the moment it is made, so that its port is known and a port in use is an error before
    /// anything else starts. `run()` then lasts until the process is asked to end, and lets running responses finish.
    public final class MetricsServer: Service {
        /// Where the server listens. The port is the real one, also where the configuration asked for any.
        public let host: String
        public let port: Int

        private let listener: any Channel
        /// Comes when the server listens no more and its last connection has ended.
        private let end: EventLoopFuture<Void>

        private init(
            listener: any Channel, connections: OpenConnections, configuration: MetricsServerConfiguration
        ) {
            self.listener = listener
            host = configuration.host
            port = listener.localAddress?.port ?? configuration.port
            end = listener.closeFuture.flatMap {
                connections.drain(within: configuration.drainTimeout, on: listener.eventLoop)
            }
        }

        /// Starts to listen.
        ///
        /// - Parameters:
        ///   - logger: hears of refused connections; nothing of single requests.
        ///   - writePage: appends the page. It is called on a thread that may block, by one request at a time, and what
        ///     it writes answers all requests that were waiting when it began.
        public static func listen(
            _ configuration: MetricsServerConfiguration,
            logger: Logger = Logger(label: "metrics-http", factory: { _ in SwiftLogNoOpLogHandler() }),
            writePage: @escaping @Sendable (_ page: inout [UInt8]) -> Void
        ) async throws(MetricsServerError) -> MetricsServer {
            guard (0...65535).contains(configuration.port) else { throw .portOutOfRange(configuration.port) }
            let connections = OpenConnections(limit: configuration.connectionLimit, logger: logger)
            let renderer = PageRenderer(writePage: writePage)
            let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.backlog, value: 256)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                // A client may send its request, close its side and read on.
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelInitializer { channel in
                    guard connections.admit(channel) else { return channel.close() }
                    return channel.eventLoop.makeCompletedFuture {
                        try configure(channel.pipeline.syncOperations, configuration, renderer)
                    }
                }
            do {
                let listener = try await bootstrap.bind(host: configuration.host, port: configuration.port).get()
                return MetricsServer(listener: listener, connections: connections, configuration: configuration)
            } catch {
                throw MetricsServerError(error, host: configuration.host, port: configuration.port)
            }
        }

        /// Starts to listen, and serves what a registry holds.
        public static func listen(
            _ configuration: MetricsServerConfiguration,
            logger: Logger = Logger(label: "metrics-http", factory: { _ in SwiftLogNoOpLogHandler() }),
            serving registry: MetricsRegistry
        ) async throws(MetricsServerError) -> MetricsServer {
            try await listen(configuration, logger: logger) { registry.writeExposition(into: &$0) }
        }

        private static func configure(
            _ pipeline: ChannelPipeline.SynchronousOperations, _ configuration: MetricsServerConfiguration,
            _ renderer: PageRenderer
        ) throws {
            // Reading nothing and being able to write nothing both count: a request dripped byte by byte, and a client
            // that doesn't read, end as well.
            try pipeline.addHandler(
                IdleStateHandler(readTimeout: configuration.idleTimeout, writeTimeout: configuration.idleTimeout))
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = configuration.headerFieldLimit
            limits.maxHeaderListSize = configuration.headerListLimit
            limits.maxHeaderFieldCount = configuration.headerCountLimit
            try pipeline.configureHTTPServerPipeline(
                withErrorHandling: true, withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
            try pipeline.addHandler(MetricsRequestHandler(renderer: renderer, bodyLimit: configuration.bodyLimit))
        }

        /// Lasts until graceful shutdown or cancellation; then refuses new connections, closes idle ones and waits for
        /// the rest, no longer than `drainTimeout`.
        public func run() async throws {
            try await withTaskCancellationOrGracefulShutdownHandler {
                try await end.get()
            } onCancelOrGracefulShutdown: {
                self.beginShutdown()
            }
        }

        /// Ends a server that is not run as a service; does nothing to one that has ended.
        public func close() async {
            beginShutdown()
            // A listener that ends with an error has ended all the same.
            try? await end.get()
        }

        /// What follows goes on without a task of Swift's: a process whose tasks are all busy still ends in time.
        func beginShutdown() { listener.close(promise: nil) }
    }
#endif
