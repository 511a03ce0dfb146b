#if HTTP
    import EngineMetrics
    import Logging
    import MetricsHTTP
    import MetricsRuntime
    import ServiceLifecycle
    import Synchronization

    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #elseif canImport(Darwin)
        import Darwin
    #endif

    extension ServeCommand {
        /// Several processes that record, and this one, which serves their sum.
        func serveWorkers(_ logger: Logger) async throws {
            // A fault of the flags is told of once and here, not by every worker.
            let reports = Mutex<[LifecycleReport]>([])
            let families = MetricsRegistry(storage: .memory) { report in reports.withLock { $0.append(report) } }
            _ = try engine.metrics(in: families) { _ in }
            let directory = try SharedWorkDirectory()
            defer { directory.removeOwn() }
            let registry = MetricsRegistry(storage: .memory)
            registry.add(MultiprocessReader(directory: directory.path))
            let server = try await listen(registry, logger)
            reports.withLock { for report in $0 { Self.tell(report, logger) } }
            logger.notice(
                "serving the sum of `\(directory.path)` on http://\(Self.authority(server))/metrics, seed \(serving.seed)"
            )

            let pool = WorkerPool(
                workers: engineWorkers
                    + (pythonWorker
                        ? [PythonWorker.worker(modelName: engine.modelName, families: families.exposition())] : []),
                directory: MultiprocessDirectory(directory.path), logger: logger)
            let services = ServiceGroup(
                services: [server, pool], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
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

    /// The directory that the workers share: the configured one, or one of this process' own.
    private struct SharedWorkDirectory {
        let path: String
        private let isOwn: Bool

        init() throws(CommandFailure) {
            if let configured = MultiprocessDirectory.fromEnvironment {
                path = configured.path
                isOwn = false
                return
            }
            let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
            var template = Array("\(parent)/engine-server-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else {
                throw .machine("no directory for the workers in `\(parent)`: \(String(cString: strerror(errno)))")
            }
            path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
            isOwn = true
        }

        /// Only files that workers write are removed, and then the directory, which is empty.
        func removeOwn() {
            guard isOwn else { return }
            MultiprocessDirectory(path).removeFiles()
            rmdir(path)
        }
    }
#endif
