// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import EngineMetrics

/// A serving engine with continuous batching, simulated step by step in a time of its own: the same parameters and
/// the same seed give the same steps, however fast they are requested.
struct SimulatedEngine: Sendable {
    private let parameters: SimulationParameters
    private let startTime: Double
    private var random: SplitMix64
    private var workload: Workload
    private(set) var scheduler: Scheduler
    private var decoder: SpeculativeDecoder
    private var reportsConfiguration = true

    /// Seconds since the engine started.
    private(set) var now = 0.0

    /// - Parameter startTime: The start of the engine, in seconds of UNIX time.
    init(_ parameters: SimulationParameters, seed: UInt64, startTime: Double) {
        self.parameters = parameters
        self.startTime = startTime
        random = SplitMix64(seed: seed)
        // Separate sources: a change of the engine doesn't change its clients.
        workload = Workload(parameters, random: SplitMix64(seed: ~seed))
        decoder = SpeculativeDecoder(parameters)
        scheduler = Scheduler(parameters, tokensPerStep: decoder.tokensPerStep)
    }

    /// Runs one step and returns its statistics; `now` is the time of its end.
    mutating func step() -> EngineStepStatistics {
        var statistics = EngineStepStatistics()
        if reportsConfiguration {
            reportsConfiguration = false
            statistics.cacheConfiguration = cacheConfiguration
        }
        for request in scheduler.removeAbandoned(at: now) {
            statistics.finishedRequests.append(request.statistics(at: now, reason: .abort))
        }
        statistics.preemptions = scheduler.schedule(at: now)

        let scheduledTokens = scheduler.running.reduce(0) { $0 + $1.scheduledTokens }
        let duration = stepDuration(scheduledTokens: scheduledTokens)
        scheduler.add(workload.arrivals(from: now, to: now + duration))
        now += duration
        if scheduledTokens > 0 { compute(for: duration, &statistics) }

        for request in scheduler.removeFinished() {
            let reason: FinishedReason = request.outputTokens < request.maxTokens ? .stop : .length
            statistics.finishedRequests.append(request.statistics(at: now, reason: reason))
        }
        describeState(&statistics)
        statistics.speculativeDecoding = decoder.report(at: now)
        return statistics
    }

    /// In seconds. An engine without work looks again after a while.
    private mutating func stepDuration(scheduledTokens: Int) -> Double {
        guard scheduledTokens > 0 else { return 0.02 }
        let duration = 0.012 + 0.000_04 * Double(scheduledTokens) + 0.000_1 * Double(scheduler.running.count)
        return duration * random.number(in: 0.9...1.1)
    }

    private mutating func compute(for duration: Double, _ statistics: inout EngineStepStatistics) {
        var promptTokens = 0
        var generationTokens = 0
        for index in scheduler.running.indices where scheduler.running[index].scheduledTokens > 0 {
            var request = scheduler.running[index]
            request.executeMilliseconds += duration * 1000
            var tokens: Int
            if request.isPrefilling {
                request.computedTokens += request.scheduledTokens
                promptTokens += request.scheduledTokens
                // The last part of the context yields a token along with it.
                tokens = request.computedTokens == request.contextTokens ? 1 : 0
            } else {
                tokens = decoder.decode(sequences: request.sequences, random: &random)
            }
            tokens = min(tokens, request.outputTokens - request.generatedTokens)
            if tokens > 0 {
                if let last = request.lastToken {
                    statistics.timesPerOutputToken += Array(
                        repeating: (now - last) / Double(tokens), count: tokens * request.sequences)
                } else {
                    request.firstToken = now
                    statistics.timesToFirstToken.append(now - request.arrival)
                }
                request.lastToken = now
                request.generatedTokens += tokens
                request.computedTokens = request.contextTokens
                generationTokens += tokens * request.sequences
            }
            request.scheduledTokens = 0
            scheduler.running[index] = request
        }
        statistics.promptTokens = promptTokens
        statistics.generationTokens = generationTokens
    }

    private func describeState(_ statistics: inout EngineStepStatistics) {
        statistics.runningRequests = scheduler.running.count
        statistics.waitingRequests = scheduler.waiting.count
        statistics.swappedRequests = scheduler.swapped.count
        statistics.gpuCacheUsage = scheduler.gpu.usage
        statistics.cpuCacheUsage = scheduler.cpu.usage
        statistics.gpuPrefixCacheHitRate = scheduler.gpuPrefixes.hitRate
        statistics.cpuPrefixCacheHitRate = scheduler.cpuPrefixes.hitRate
        statistics.lora = LoRAStatistics(
            runningAdapters: adapters(of: scheduler.running), waitingAdapters: adapters(of: scheduler.waiting),
            maxAdapters: "\(parameters.maxAdapters)", time: startTime + now)
    }

    private func adapters(of requests: [SimulatedRequest]) -> [String] {
        Set(requests.compactMap(\.adapter)).sorted().map { parameters.adapters[$0] }
    }

    private var cacheConfiguration: CacheConfiguration {
        var configuration = CacheConfiguration()
        configuration.blockSize = "\(parameters.blockSize)"
        configuration.gpuMemoryUtilization = "0.9"
        configuration.swapSpaceBytes = "4294967296"
        configuration.cacheDtype = "auto"
        configuration.isAttentionFree = "False"
        configuration.enablePrefixCaching = "True"
        configuration.cpuOffloadGB = "0"
        configuration.calculateKVScales = "False"
        configuration.numGPUBlocks = "\(parameters.gpuBlocks)"
        configuration.numCPUBlocks = "\(parameters.cpuBlocks)"
        return configuration
    }
}
