import MetricsRuntime

/// What `--fold-dead` does.
struct Folding: Sendable {
    let directory: String

    /// - Returns: why it could not be done.
    func run() -> MultiprocessError? {
        let directory = MultiprocessDirectory(directory)
        do throws(MultiprocessError) {
            try directory.markEndedProcessesDead()
            try directory.foldEndedProcesses()
            return nil
        } catch {
            return error
        }
    }
}

#if HTTP
    import Logging
    import ServiceLifecycle

    /// Folds now and then, while the directory is served.
    struct FoldingService: Service {
        private let folding: Folding
        private let logger: Logger

        init(_ folding: Folding, _ logger: Logger) {
            self.folding = folding
            self.logger = logger
        }

        func run() async throws {
            await cancelWhenGracefulShutdown {
                var last: MultiprocessError?
                while (try? await Task.sleep(for: .seconds(10))) != nil {
                    let fault = folding.run()
                    if let fault, fault != last { logger.warning("\(fault)") }
                    last = fault
                }
            }
        }
    }
#endif
