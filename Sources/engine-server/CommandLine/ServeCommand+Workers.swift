// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import EngineMetrics
    import Logging
    import MetricsHTTP
    import MetricsRuntime
    import ServiceLifecycle
    import Synchronization
    import CLibrary

    extension ServeCommand {
        /// Several processes that record, and this one, which serves their sum.
        func serveWorkers(_ logger: Logger) async throws {
            // An error in the flags is reported once and here, not by every worker.
            let reports = Mutex<[LifecycleReport]>([])
            let checked = MetricsRegistry(storage: .memory) { report in reports.withLock { $0.append(report) } }
            _ = try engine.metrics(in: checked) { _ in }
            // If it were inherited as ignored (by `trap '' CHLD`, or from some supervisors), it would hide the end of
            // workers.
            signal(SIGCHLD, SIG_DFL)
            let directory = try SharedWorkDirectory()
            defer { directory.removeOwn() }
            let registry = MetricsRegistry(storage: .memory)
            registry.add(MultiprocessReader(directory: directory.path))
            let server = try await listen(registry, logger)
            reports.withLock { for report in $0 { Self.tell(report, logger) } }
            let announced = announced(server, "the sum of `\(directory.path)`", logger)

            let pool = WorkerPool(
                workers: engineWorkers + (pythonWorker ? [PythonWorker.worker(engine)] : []),
                directory: directory, logger: logger)
            let services = ServiceGroup(
                services: [announced, pool], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            try await services.run()
            logger.notice("ended")
        }

        private var engineWorkers: [WorkerPool.Worker] {
            (0..<(workers ?? 1)).map { index in
                WorkerPool.Worker(
                    name: "worker \(index + 1)", program: CommandLine.arguments[0],
                    arguments: ["worker", "--seed", "\(serving.seed &+ UInt64(index))"] + engine.arguments)
            }
        }
    }
#endif
