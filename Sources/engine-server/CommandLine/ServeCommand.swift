#if HTTP
    import ArgumentParser
    import EngineMetrics
    import Logging
    import MetricsHTTP
    import MetricsRuntime
    import ServiceLifecycle

    struct ServeCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "serve", abstract: "Simulates an engine in real time and serves its metrics.",
            discussion: "SIGTERM and SIGINT end it.")

        @Option(help: "Address on which to listen.")
        var host = "127.0.0.1"

        @Option(
            parsing: .unconditional, help: "Port on which to listen; 0 takes any that is free. (default: 8000)",
            transform: PortNumber.parse)
        var port = 8000

        @Option(
            parsing: .unconditional, help: "Seed of the simulation: the same seed, the same load. (default: 1)",
            transform: Seed.parse)
        var seed: UInt64 = 1

        @OptionGroup var engine: EngineFlags

        func run() async throws {
            let logger = Logger(label: "engine-server") { StreamLogHandler.standardError(label: $0) }
            let registry = MetricsRegistry()
            let metrics = try engine.metrics(in: registry) { logger.warning("\($0)") }
            let server = try await listen(registry, logger)
            logger.notice(
                "serving the metrics of `\(engine.modelName)` on http://\(Self.authority(server))/metrics, seed \(seed)"
            )

            var parameters = SimulationParameters()
            parameters.maxModelLen = engine.maxModelLen
            let simulation = SimulationService(parameters, seed: seed, record: metrics.record)
            let services = ServiceGroup(
                services: [server, simulation], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            try await services.run()
            logger.notice("ended")
        }

        private func listen(_ registry: MetricsRegistry, _ logger: Logger) async throws(CommandFailure)
            -> MetricsServer
        {
            do throws(MetricsServerError) {
                return try await MetricsServer.listen(.init(host: host, port: port), logger: logger, serving: registry)
            } catch {
                throw .machine("\(error)")
            }
        }

        private static func authority(_ server: MetricsServer) -> String {
            server.host.contains(":") ? "[\(server.host)]:\(server.port)" : "\(server.host):\(server.port)"
        }
    }
#endif
