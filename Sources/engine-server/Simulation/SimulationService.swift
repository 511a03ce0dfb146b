// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import EngineMetrics
    import ServiceLifecycle

    #if canImport(FoundationEssentials)
        import FoundationEssentials
    #else
        import Foundation
    #endif

    /// Runs the simulated engine in real time, until the process is asked to end.
    struct SimulationService: Service {
        private let parameters: SimulationParameters
        private let seed: UInt64
        private let record: @Sendable (EngineStepStatistics) -> Void

        /// A machine that was asleep, or too busy, catches up on at most this.
        private static let greatestDelay = Duration.seconds(1)

        init(
            _ parameters: SimulationParameters, seed: UInt64, record: @escaping @Sendable (EngineStepStatistics) -> Void
        ) {
            self.parameters = parameters
            self.seed = seed
            self.record = record
        }

        func run() async throws {
            var engine = SimulatedEngine(parameters, seed: seed, startTime: Date().timeIntervalSince1970)
            var start = ContinuousClock.now
            while !Task.isShuttingDownGracefully {
                let statistics = engine.step()
                // The step is over at its end, and not when it has been computed.
                try await Task.sleep(until: start + .seconds(engine.now))
                record(statistics)
                let delay = ContinuousClock.now - (start + .seconds(engine.now))
                if delay > Self.greatestDelay { start += delay }
            }
        }
    }
#endif
