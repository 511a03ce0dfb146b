#if HTTP
    import Logging
    import MetricsRuntime
    import ServiceLifecycle

    /// Keeps worker processes running: one that dies is marked dead in their shared directory and started again.
    struct WorkerPool: Service {
        struct Worker: Sendable {
            let name: String
            let program: String
            let arguments: [String]
        }

        let workers: [Worker]
        let directory: MultiprocessDirectory
        let logger: Logger

        /// How long a worker that has been asked to end may take.
        private static let patience = Duration.seconds(5)
        private static let pace = Duration.milliseconds(100)
        /// A worker that dies at once is not started more often than this.
        private static let pause = Duration.seconds(1)

        func run() async throws {
            var processes: [WorkerProcess] = []
            var starts: [ContinuousClock.Instant] = []
            for worker in workers {
                processes.append(try start(worker))
                starts.append(.now)
            }
            var ended: Set<Int> = []
            while !Task.isShuttingDownGracefully, !Task.isCancelled {
                // Ended by cancellation when the server is asked to end.
                try? await Task.sleep(for: Self.pace)
                for (index, process) in processes.enumerated() where !ended.contains(index) && process.hasEnded() {
                    process.askToEnd()
                    ended.insert(index)
                    try directory.markProcessDead(process.identifier)
                    logger.warning(
                        "\(workers[index].name) (process \(process.identifier)) has ended; starting it again")
                }
                if Task.isShuttingDownGracefully { break }
                for index in ended where ContinuousClock.now - starts[index] > Self.pause {
                    processes[index] = try start(workers[index])
                    starts[index] = .now
                    ended.remove(index)
                }
            }
            await end(processes.enumerated().filter { !ended.contains($0.offset) }.map(\.element))
        }

        private func start(_ worker: Worker) throws(CommandFailure) -> WorkerProcess {
            let process = try WorkerProcess.start(
                worker.program, worker.arguments, environment: ["PROMETHEUS_MULTIPROC_DIR": directory.path])
            logger.notice("\(worker.name) is process \(process.identifier)")
            return process
        }

        private func end(_ processes: [WorkerProcess]) async {
            for process in processes { process.askToEnd() }
            var running = processes.filter { !$0.hasEnded() }
            let deadline = ContinuousClock.now + Self.patience
            while !running.isEmpty, ContinuousClock.now < deadline {
                try? await Task.sleep(for: .milliseconds(20))
                running.removeAll { $0.hasEnded() }
            }
            for process in running { process.kill() }
        }
    }
#endif
