// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What an engine knows after one step. A value that is nil or empty was not measured and is not recorded.
public struct EngineStepStatistics: Equatable, Sendable {
    // The scheduler's state after the step.
    /// Requests that are in the batch after the step.
    public var runningRequests: Int?
    /// Requests that wait for a place in the batch after the step.
    public var waitingRequests: Int?
    /// Requests whose cache is in the memory of the CPU after the step.
    public var swappedRequests: Int?
    /// The adapters in use after the step.
    public var lora: LoRAStatistics?

    // The state of the caches after the step, as ratios.
    /// The share of the blocks on the GPU that are in use, from 0 to 1.
    public var gpuCacheUsage: Double?
    /// The share of the blocks on the CPU that are in use, from 0 to 1.
    public var cpuCacheUsage: Double?
    /// The share of look-ups in the prefix cache on the GPU that found a block, from 0 to 1.
    public var gpuPrefixCacheHitRate: Double?
    /// The share of look-ups in the prefix cache on the CPU that found a block, from 0 to 1.
    public var cpuPrefixCacheHitRate: Double?

    // What the step did.
    /// Requests that lost their place in the batch in this step.
    public var preemptions: Int?
    /// Tokens of prompts that were processed in this step.
    public var promptTokens: Int?
    /// Tokens that were generated in this step.
    public var generationTokens: Int?
    /// In seconds, one for each request that had its first token in this step.
    public var timesToFirstToken: [Double] = []
    /// In seconds, one for each further token.
    public var timesPerOutputToken: [Double] = []
    /// The requests that ended in this step.
    public var finishedRequests: [FinishedRequestStatistics] = []

    /// Once per logging interval, and only while speculative decoding reports.
    public var speculativeDecoding: SpeculativeDecodingStatistics?
    /// Once, when the engine starts.
    public var cacheConfiguration: CacheConfiguration?

    /// A step of which nothing was measured.
    public init() {}
}

/// The LoRA adapters in use.
public struct LoRAStatistics: Equatable, Sendable {
    /// The adapters of the requests that are in the batch.
    public var runningAdapters: [String]
    /// The adapters of the requests that wait.
    public var waitingAdapters: [String]
    /// The number of adapters that one batch can hold, as the engine prints it.
    public var maxAdapters: String
    /// The time of this state, in seconds of UNIX time: the newest series shows what is in use now.
    public var time: Double

    /// The adapters at one time.
    public init(runningAdapters: [String], waitingAdapters: [String], maxAdapters: String, time: Double) {
        self.runningAdapters = runningAdapters
        self.waitingAdapters = waitingAdapters
        self.maxAdapters = maxAdapters
        self.time = time
    }
}

/// One logging interval of speculative decoding.
public struct SpeculativeDecodingStatistics: Equatable, Sendable {
    /// The share of the drafted tokens that were accepted, from 0 to 1.
    public var draftAcceptanceRate: Double?
    /// The share of the possible tokens that were emitted, from 0 to 1.
    public var efficiency: Double?
    // Tokens of this interval.
    /// Drafted tokens that were accepted in this interval.
    public var acceptedTokens: Int?
    /// Tokens that were drafted in this interval.
    public var draftTokens: Int?
    /// Tokens that were emitted in this interval.
    public var emittedTokens: Int?

    /// An interval of which nothing was measured.
    public init() {}
}
