// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    public import Logging
    public import MetricsRuntime
    import NIOCore
    import NIOHTTP1
    import NIOPosix
    public import ServiceLifecycle

    /// Serves one exposition at `/metrics`, and at `/` a page that links to it.
    ///
    /// A server listens from the moment it is made: its port is known, and a port in use is an error, before anything
    /// else starts. `run()` then lasts until the process is asked to end, and lets running responses finish.
    public final class MetricsServer: Service {
        /// The address on which the server listens. The host is without brackets, and the port is the real one, even
        /// if the configuration asked for any.
        public let host: String
        /// The port on which the server listens.
        public let port: Int

        // What the tests observe.
        let connections: OpenConnections
        let renderer: PageRenderer

        private let listener: any Channel
        /// Succeeds when the server has stopped listening and its last connection has ended.
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
        ///   - configuration: The address and the limits.
        ///   - logger: Gets messages about connections that are closed because there are too many, and about scrapes
        ///     that fail; nothing about single requests.
        ///   - writePage: Appends the exposition, in the page's format. It is called on a thread that may block, by one
        ///     request at a time, and its result answers all requests for this page that were waiting when it began. If
        ///     it throws, or writes nothing, the answer is 503 with the error's description: see `MetricsPageError`.
        public static func listen(
            _ configuration: MetricsServerConfiguration,
            logger: Logger = Logger(label: "metrics-http", factory: { _ in SwiftLogNoOpLogHandler() }),
            writePage: @escaping @Sendable (_ page: inout MetricsPage) throws -> Void
        ) async throws(MetricsServerError) -> MetricsServer {
            guard (0...65535).contains(configuration.port) else { throw .portOutOfRange(configuration.port) }
            let host = try ServerHost(configuration.host)
            let access = try access(configuration)
            let group = MultiThreadedEventLoopGroup.singleton
            let connections = OpenConnections(
                limit: DescriptorLimit.connections(atMost: configuration.connectionLimit),
                unsentLimit: configuration.unsentLimit, logger: logger)
            let renderer = PageRenderer(
                logger: logger, compressionLevel: configuration.compressionLevel, limit: configuration.scrapeLimit,
                makeRoom: { connections.makeRoom(forPageOf: $0) },
                writePage: { page in
                    try writePage(&page)
                    if let own = access.own, !page.bytes.isEmpty { page.append(own.registry) }
                })
            let turns = Turns.OfAllLoops()
            let bootstrap = ServerBootstrap(group: group)
                // As many as the system allows: a connection that finds no room tries again only after a second.
                .serverChannelOption(.backlog, value: 4096)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                // The buffer for what a client sends ahead. Connections inherit it from the listener.
                .serverChannelOption(.socketOption(.so_rcvbuf), value: 16 * 1024)
                .serverChannelOption(.maxMessagesPerRead, value: 1)
                .serverChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(AcceptPause(connections))
                    }
                }
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelOption(unsentLowWater, value: 128 * 1024)
                // A client may send its request, close its side and continue reading.
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelOption(.maxMessagesPerRead, value: 1)
                .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 4096))
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try MetricsRequestHandler(
                            configuration, connections, renderer, access, turns.on(channel.eventLoop)
                        ).install(in: channel.pipeline.syncOperations)
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

        private static func access(_ configuration: MetricsServerConfiguration) throws(MetricsServerError)
            -> MetricsAccess
        {
            var access = MetricsAccess()
            if let path = configuration.bearerTokenFile { access.token = try BearerToken(path: path) }
            guard configuration.hasOwnMetrics else { return access }
            do throws(MetricsSetupError) {
                access.own = try ServerMetrics()
            } catch {
                preconditionFailure("the server's own metrics are wrong: \(error)")
            }
            return access
        }

        /// The number of bytes of a response that the system keeps in addition to those being sent. Without this
        /// option, it keeps megabytes for each client that does not read.
        private static var unsentLowWater: ChannelOptions.Types.SocketOption {
            #if canImport(Darwin)
                let number: CInt = 0x201
            #else
                let number: CInt = 25
            #endif
            return .tcpOption(.init(rawValue: number))
        }

        /// Starts to listen, and serves the metrics of a registry. If the registry can't read its shared directory,
        /// the answer is 503: without the sums of other processes, their counters would look reset.
        public static func listen(
            _ configuration: MetricsServerConfiguration,
            logger: Logger = Logger(label: "metrics-http", factory: { _ in SwiftLogNoOpLogHandler() }),
            serving registry: MetricsRegistry
        ) async throws(MetricsServerError) -> MetricsServer {
            try await listen(configuration, logger: logger) { page in
                page.append(registry)
                for report in registry.multiprocessReports {
                    if let fault = report.directoryFault {
                        throw MetricsPageError("the shared directory can't be read: \(fault)")
                    }
                }
            }
        }

        /// Runs until graceful shutdown or cancellation. Then it refuses new connections, closes idle ones and waits
        /// for the rest, at most for `drainTimeout`.
        public func run() async throws {
            try await withTaskCancellationOrGracefulShutdownHandler {
                try await end.get()
            } onCancelOrGracefulShutdown: {
                self.beginShutdown()
            }
        }

        /// Ends a server that is not run as a service; has no effect on one that has ended.
        public func close() async {
            beginShutdown()
            // A listener that ends with an error has ended all the same.
            try? await end.get()
        }

        /// The rest runs without a Swift task: a process whose tasks are all busy still ends in time.
        func beginShutdown() { listener.close(promise: nil) }
    }
#endif
