// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import EngineMetrics
import Testing

@testable import engine_server

@Suite("The simulated engine")
struct SimulatedEngineTests {
    private static let startTime = 1_700_000_000.0

    private func engine(seed: UInt64 = 1, _ change: (inout SimulationParameters) -> Void = { _ in })
        -> SimulatedEngine
    {
        var parameters = SimulationParameters()
        change(&parameters)
        return SimulatedEngine(parameters, seed: seed, startTime: Self.startTime)
    }

    private func steps(of engine: SimulatedEngine, until end: Double) -> [EngineStepStatistics] {
        var engine = engine
        var steps: [EngineStepStatistics] = []
        while engine.now < end { steps.append(engine.step()) }
        return steps
    }

    @Test("the same seed gives the same steps, another seed gives others")
    func repeatable() {
        let first = steps(of: engine(seed: 5), until: 30)
        #expect(first == steps(of: engine(seed: 5), until: 30))
        #expect(first != steps(of: engine(seed: 6), until: 30))
    }

    @Test("a minute shows every statistic in motion", arguments: [1, 2, 3] as [UInt64])
    func everythingMoves(seed: UInt64) throws {
        let steps = steps(of: engine(seed: seed), until: 60)
        func moves<Value: Hashable>(_ value: KeyPath<EngineStepStatistics, Value?>) -> Bool {
            Set(steps.compactMap { $0[keyPath: value] }).count > 1
        }
        #expect(moves(\.runningRequests))
        #expect(moves(\.waitingRequests))
        #expect(moves(\.swappedRequests))
        #expect(moves(\.gpuCacheUsage))
        #expect(moves(\.cpuCacheUsage))
        #expect(moves(\.gpuPrefixCacheHitRate))
        #expect(moves(\.cpuPrefixCacheHitRate))
        #expect(moves(\.preemptions))
        #expect(moves(\.promptTokens))
        #expect(moves(\.generationTokens))
        #expect(moves(\.lora?.runningAdapters))
        #expect(moves(\.lora?.waitingAdapters))
        #expect(moves(\.speculativeDecoding?.draftAcceptanceRate))
        #expect(moves(\.speculativeDecoding?.efficiency))
        #expect(moves(\.speculativeDecoding?.acceptedTokens))

        let finished = steps.flatMap(\.finishedRequests)
        for reason in FinishedReason.allCases {
            #expect(finished.count { $0.reason == reason } > 5, "\(reason)")
        }
        #expect(Set(finished.compactMap(\.sequenceCount)) == [1, 2, 3, 4])
        #expect(steps.contains { !$0.timesToFirstToken.isEmpty })
        #expect(steps.contains { !$0.timesPerOutputToken.isEmpty })
    }

    @Test("no step takes more than there is", arguments: [1, 2, 3] as [UInt64])
    func limits(seed: UInt64) {
        var engine = engine(seed: seed) {
            $0.maxSequences = 24
            $0.gpuBlocks = 400
        }
        let parameters = SimulationParameters()
        while engine.now < 60 {
            let step = engine.step()
            let scheduler = engine.scheduler
            #expect(scheduler.gpu.free >= 0)
            #expect(scheduler.running.reduce(0) { $0 + $1.blocks } == scheduler.gpu.total - scheduler.gpu.free)
            #expect(scheduler.swapped.reduce(0) { $0 + $1.blocks } == scheduler.cpu.total - scheduler.cpu.free)
            #expect(scheduler.running.reduce(0) { $0 + $1.sequences } <= 24)
            #expect(Set(scheduler.running.compactMap(\.adapter)).count <= parameters.maxAdapters)
            #expect(step.promptTokens ?? 0 <= parameters.tokenBudget)
        }
    }

    @Test("every request ends once, with the times that its life had")
    func lives() {
        let finished = steps(of: engine(), until: 60).flatMap(\.finishedRequests)
        for request in finished {
            #expect(request.endToEndLatency ?? -1 >= 0)
            if let queue = request.queueTime, let inference = request.inferenceTime, let end = request.endToEndLatency {
                #expect(abs(queue + inference - end) < 1e-9)
            }
            if request.reason != .abort { #expect(request.decodeTime != nil && request.generationTokens ?? 0 > 0) }
            if request.reason == .length { #expect(request.longestGenerationTokens == request.maxTokens) }
            if request.reason == .stop { #expect(request.longestGenerationTokens! < request.maxTokens!) }
        }
    }

    @Test("no sequence exceeds the model's length", arguments: [2, 3, 64, 500])
    func modelLength(length: Int) {
        let finished = steps(of: engine { $0.maxModelLen = length }, until: 20).flatMap(\.finishedRequests)
        #expect(!finished.isEmpty)
        for request in finished {
            #expect((request.promptTokens ?? 0) + (request.longestGenerationTokens ?? 0) <= length)
        }
    }

    @Test("the shortest and the longest model both run")
    func extremeModelLengths() {
        for length in [1, Int.max] { #expect(!steps(of: engine { $0.maxModelLen = length }, until: 10).isEmpty) }
    }

    @Test("the cache configuration is reported once, with the first step")
    func cacheConfiguration() {
        let steps = steps(of: engine(), until: 5)
        #expect(steps[0].cacheConfiguration?.blockSize == "16")
        #expect(steps.dropFirst().allSatisfy { $0.cacheConfiguration == nil })
    }

    @Test("the LoRA gauge carries the simulated time")
    func loraTime() throws {
        var engine = engine()
        let step = engine.step()
        #expect(step.lora?.time == Self.startTime + engine.now)
    }
}
