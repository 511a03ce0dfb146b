// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import ArgumentParser
    import EngineMetrics
    import Logging
    import MetricsHTTP
    import MetricsRuntime
    import ServiceLifecycle
    import Synchronization

    struct ServeCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "serve", abstract: "Simulates an engine in real time and serves its metrics.",
            discussion: """
                SIGTERM and SIGINT end it. With `--workers`, each engine is a separate process. They share the directory \
                `PROMETHEUS_MULTIPROC_DIR`, or else a temporary one.
                """)

        @OptionGroup var serving: ServingFlags

        @Option(
            parsing: .unconditional,
            help: .init(
                "How many engines to run, each in a separate process that is restarted when it ends.",
                valueName: "count"),
            transform: WorkerCount.parse)
        var workers: Int?

        @Flag(
            help:
                "Also run a worker written in Python, with Prometheus' client; METRICSGEN_PYTHON is the path of the interpreter."
        )
        var pythonWorker = false

        @OptionGroup var engine: EngineFlags

        func run() async throws {
            let logger = Logger(label: "engine-server") { StreamLogHandler.standardError(label: $0) }
            if workers != nil || pythonWorker { return try await serveWorkers(logger) }
            // Reported when the server is running: until then only the reason matters why it isn't.
            let reports = Mutex<[LifecycleReport]>([])
            let registry = MetricsRegistry { report in reports.withLock { $0.append(report) } }
            let metrics = try engine.metrics(in: registry) { logger.warning("\($0)") }
            let server = try await listen(registry, logger)
            reports.withLock { for report in $0 { Self.tell(report, logger) } }
            let announced = announced(server, "the metrics of `\(engine.modelName)`", logger)

            var parameters = SimulationParameters()
            parameters.maxModelLen = engine.maxModelLen
            let simulation = SimulationService(parameters, seed: serving.seed, record: metrics.record)
            let services = ServiceGroup(
                services: [announced, simulation], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            try await services.run()
            logger.notice("ended")
        }

        static func tell(_ report: LifecycleReport, _ logger: Logger) {
            for warning in report.warnings { logger.warning("\(warning)") }
            for message in report.messages { logger.notice("\(message)") }
        }

        func listen(_ registry: MetricsRegistry, _ logger: Logger) async throws(CommandFailure)
            -> MetricsServer
        {
            do throws(MetricsServerError) {
                let flags = serving.server
                return try await MetricsServer.listen(
                    .init(
                        host: serving.host, port: serving.port, compressionLevel: flags.compressionLevel,
                        scrapeLimit: flags.scrapeLimit, bearerTokenFile: flags.bearerTokenFile,
                        hasOwnMetrics: flags.ownMetrics), logger: logger, serving: registry)
            } catch {
                throw .machine("\(error)")
            }
        }

        /// - Parameter what: What is served.
        func announced(_ server: MetricsServer, _ what: String, _ logger: Logger) -> AnnouncedServer {
            let host = server.host.contains(":") ? "[\(server.host)]" : server.host
            return AnnouncedServer(server) { [seed = serving.seed] in
                logger.notice("serving \(what) on http://\(host):\(server.port)/metrics, seed \(seed)")
            }
        }
    }
#endif
