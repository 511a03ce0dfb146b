// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import ArgumentParser
    import Dispatch
    import EngineMetrics
    import Logging
    import MetricsRuntime
    import ServiceLifecycle
    import CLibrary

    /// The process that `serve --workers` starts: an engine that records and serves nothing. It ends when its
    /// standard input does.
    struct WorkerCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "worker", abstract: "Simulates an engine that records into a shared directory.",
            shouldDisplay: false)

        @Option(parsing: .unconditional, transform: Seed.parse)
        var seed: UInt64

        @OptionGroup var engine: EngineFlags

        func run() async throws {
            let logger = Logger(label: "engine-worker") { StreamLogHandler.standardError(label: $0) }
            // The process that started this one reports deprecated metrics.
            let metrics = try engine.metrics(in: MetricsRegistry { _ in }) { logger.warning("\($0)") }
            var parameters = SimulationParameters()
            parameters.maxModelLen = engine.maxModelLen
            let simulation = SimulationService(parameters, seed: seed, record: metrics.record)
            let group = ServiceGroup(
                services: [simulation], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            let input = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO)
            input.setEventHandler {
                var byte: UInt8 = 0
                // Nothing is ever written to it: it only has an end.
                if read(STDIN_FILENO, &byte, 1) <= 0 {
                    input.cancel()
                    Task { await group.triggerGracefulShutdown() }
                }
            }
            input.resume()
            try await group.run()
        }
    }
#endif
