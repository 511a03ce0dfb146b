// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import Logging
    import MetricsRuntime
    import ServiceLifecycle

    /// Keeps worker processes running: one that dies is marked dead in their shared directory and started again. A
    /// worker whose files were removed is also started again, since what it records from then on is lost.
    struct WorkerPool: Service {
        struct Worker: Sendable {
            let name: String
            let program: String
            let arguments: [String]
        }

        let workers: [Worker]
        let directory: SharedWorkDirectory
        let logger: Logger

        /// The time that a worker has to end.
        private static let patience = Duration.seconds(5)
        private static let pace = Duration.milliseconds(100)
        /// A worker that dies at once is started at most this often.
        private static let pause = Duration.seconds(1)

        /// What is known of one worker.
        private struct Slot {
            let worker: Worker
            /// nil between two processes.
            var process: WorkerProcess?
            var started = ContinuousClock.now
            var hasFiles = false
        }

        func run() async throws {
            var slots: [Slot] = []
            for worker in workers { slots.append(Slot(worker: worker, process: try start(worker))) }
            var unmarked: Set<Int32> = []
            var lastFault: String?
            while !Task.isShuttingDownGracefully, !Task.isCancelled {
                // Cancelled when the server is asked to end.
                try? await Task.sleep(for: Self.pace)
                if Task.isShuttingDownGracefully { break }
                var fault: String?
                for index in slots.indices {
                    if let process = slots[index].process, process.hasEnded() {
                        process.askToEnd()
                        slots[index].process = nil
                        unmarked.insert(process.identifier)
                        logger.warning(
                            "\(slots[index].worker.name) (process \(process.identifier)) has ended; starting it again")
                    }
                }
                if directory.isThere() {
                    fault = markDead(&unmarked) ?? restart(&slots)
                    for index in slots.indices { look(at: &slots[index]) }
                } else {
                    fault = "the workers' directory `\(directory.path)` is gone; they are started again when it is back"
                }
                // A problem that lasts is reported once.
                if let fault, fault != lastFault { logger.warning("\(fault)") }
                lastFault = fault
            }
            await end(slots.compactMap(\.process))
        }

        /// - Returns: The reason why it could not be done. It is tried again.
        private func markDead(_ processes: inout Set<Int32>) -> String? {
            for process in processes {
                do throws(MultiprocessError) {
                    try MultiprocessDirectory(directory.path).markProcessDead(process)
                } catch {
                    return "the gauges of process \(process), which has ended, are still on the page: \(error)"
                }
                processes.remove(process)
            }
            return nil
        }

        /// - Returns: The reason why one could not be started. It is tried again.
        private func restart(_ slots: inout [Slot]) -> String? {
            for index in slots.indices where slots[index].process == nil {
                guard ContinuousClock.now - slots[index].started > Self.pause else { continue }
                slots[index].started = .now
                slots[index].hasFiles = false
                do throws(CommandFailure) {
                    slots[index].process = try start(slots[index].worker)
                } catch {
                    return "\(error)"
                }
            }
            return nil
        }

        /// Ends a worker whose files were removed. Its end is noticed in the next round, and it is started again.
        private func look(at slot: inout Slot) {
            guard let process = slot.process else { return }
            let hasFiles = directory.hasFiles(of: process.identifier)
            guard slot.hasFiles, !hasFiles else {
                slot.hasFiles = hasFiles
                return
            }
            slot.hasFiles = false
            logger.warning(
                "the files of \(slot.worker.name) (process \(process.identifier)) were removed; its counters begin anew"
            )
            process.askToEnd()
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
