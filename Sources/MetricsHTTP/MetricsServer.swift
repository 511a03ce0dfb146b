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
        /// Where the server listens. The host is without brackets, and the port is the real one, also where the configuration
        /// asked for any.
        public let host: String
        public let port: Int

        // What the tests observe.
        let connections: OpenConnections
        let renderer: PageRenderer

        private let listener: any Channel
        /// Comes when the server listens no more and its last connection has ended.
        private let end: EventLoopFuture<Void>

        private init(
            listener: any Channel, connections: OpenConnections, renderer: PageRenderer,
            host: ServerHost, configuration: MetricsServerConfiguration
        ) {
            self.listener = listener
            self.connections = connections
            self.renderer = renderer
            self.host = host.name
            port = listener.localAddress?.port ?? configuration.port
            end = listener.closeFuture.flatMap {
                connections.drain(within: configuration.drainTimeout, on: listener.eventLoop)
            }
        }

        /// Starts to listen.
        ///
        /// - Parameters:
        ///   - logger: hears of connections that are closed because there are too many, and of scrapes that fail; nothing
        ///     of single requests.
        ///   - writePage: appends the page. It is called on a thread that may block, by one request at a time, and what
        ///     it writes answers all requests that were waiting when it began. Where it throws, or writes nothing, the
        ///     answer is 503 with the error's description: see `MetricsPageError`.
        public static func listen(
            _ configuration: MetricsServerConfiguration,
            logger: Logger = Logger(label: "metrics-http", factory: { _ in SwiftLogNoOpLogHandler() }),
            writePage: @escaping @Sendable (_ page: inout [UInt8]) throws -> Void
        ) async throws(MetricsServerError) -> MetricsServer {
            guard (0...65535).contains(configuration.port) else { throw .portOutOfRange(configuration.port) }
            let host = try ServerHost(configuration.host)
            let group = MultiThreadedEventLoopGroup.singleton
            let connections = OpenConnections(
                limit: DescriptorLimit.connections(atMost: configuration.connectionLimit),
                unsentLimit: configuration.unsentLimit, logger: logger)
            let renderer = PageRenderer(
                logger: logger, makeRoom: { connections.makeRoom(forPageOf: $0) }, writePage: writePage)
            let turns = Turns.OfAllLoops()
            let bootstrap = ServerBootstrap(group: group)
                // As many as the system allows: a connection that finds no place tries again after a second only.
                .serverChannelOption(.backlog, value: 4096)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                // What a client may send ahead waits here. Connections take it over from the listener.
                .serverChannelOption(.socketOption(.so_rcvbuf), value: 16 * 1024)
                .serverChannelOption(.maxMessagesPerRead, value: 1)
                .serverChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(AcceptPause(connections))
                    }
                }
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelOption(unsentLowWater, value: 128 * 1024)
                // A client may send its request, close its side and read on.
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelOption(.maxMessagesPerRead, value: 1)
                .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 4096))
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try MetricsRequestHandler(configuration, connections, renderer, turns.on(channel.eventLoop))
                            .install(in: channel.pipeline.syncOperations)
                    }
                }
            do {
                let listener = try await bootstrap.bind(host: host.name, port: configuration.port).get()
                return MetricsServer(
                    listener: listener, connections: connections, renderer: renderer, host: host,
                    configuration: configuration)
            } catch {
                throw MetricsServerError(error, host: configuration.host, port: configuration.port)
            }
        }

        /// How much of a response the system keeps beyond what is on its way: without it, it takes megabytes for each
        /// client that does not read.
        private static var unsentLowWater: ChannelOptions.Types.SocketOption {
            #if canImport(Darwin)
                let number: CInt = 0x201
            #else
                let number: CInt = 25
            #endif
            return .tcpOption(.init(rawValue: number))
        }

        /// Starts to listen, and serves what a registry holds. Where the registry reads a shared directory and can't, the
        /// answer is 503: a page without the sums of other processes would look as if they had begun anew.
        public static func listen(
            _ configuration: MetricsServerConfiguration,
            logger: Logger = Logger(label: "metrics-http", factory: { _ in SwiftLogNoOpLogHandler() }),
            serving registry: MetricsRegistry
        ) async throws(MetricsServerError) -> MetricsServer {
            try await listen(configuration, logger: logger) { page in
                registry.writeExposition(into: &page)
                for report in registry.multiprocessReports {
                    if let fault = report.directoryFault {
                        throw MetricsPageError("the shared directory can't be read: \(fault)")
                    }
                }
            }
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
