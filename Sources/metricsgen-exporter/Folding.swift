// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsRuntime

/// The work of `--fold-dead`.
struct Folding: Sendable {
    private let directory: MultiprocessDirectory

    /// - Parameter report: Called for files whose writers can't be proved to have ended.
    init(directory: String, report: @escaping @Sendable (MultiprocessNotice) -> Void) {
        self.directory = MultiprocessDirectory(directory, report: report)
    }

    /// - Returns: The reason why it could not be done.
    func run() -> MultiprocessError? {
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

    /// Folds at once and then regularly, while the directory is served.
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
                repeat {
                    let fault = folding.run()
                    if let fault, fault != last { logger.warning("\(fault)") }
                    last = fault
                } while (try? await Task.sleep(for: .seconds(10))) != nil
            }
        }
    }
#endif
