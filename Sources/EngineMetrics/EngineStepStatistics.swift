// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What an engine knows after one step. A value that is nil or empty was not measured and is not recorded.
public struct EngineStepStatistics: Equatable, Sendable {
    // The scheduler's state after the step.
    public var runningRequests: Int?
    public var waitingRequests: Int?
    public var swappedRequests: Int?
    public var lora: LoRAStatistics?

    // The state of the caches after the step, as ratios.
    public var gpuCacheUsage: Double?
    public var cpuCacheUsage: Double?
    public var gpuPrefixCacheHitRate: Double?
    public var cpuPrefixCacheHitRate: Double?

    // What the step did.
    public var preemptions: Int?
    public var promptTokens: Int?
    public var generationTokens: Int?
    /// In seconds, one for each request that had its first token in this step.
    public var timesToFirstToken: [Double] = []
    /// In seconds, one for each further token.
    public var timesPerOutputToken: [Double] = []
    public var finishedRequests: [FinishedRequestStatistics] = []

    /// Once per logging interval, and only while speculative decoding reports.
    public var speculativeDecoding: SpeculativeDecodingStatistics?
    /// Once, when the engine starts.
    public var cacheConfiguration: CacheConfiguration?

    public init() {}
}

/// The LoRA adapters in use.
public struct LoRAStatistics: Equatable, Sendable {
    public var runningAdapters: [String]
    public var waitingAdapters: [String]
    /// The number of adapters that one batch can hold, as the engine prints it.
    public var maxAdapters: String
    /// The time of this state, in seconds of UNIX time: the newest series shows what is in use now.
    public var time: Double

    public init(runningAdapters: [String], waitingAdapters: [String], maxAdapters: String, time: Double) {
        self.runningAdapters = runningAdapters
        self.waitingAdapters = waitingAdapters
        self.maxAdapters = maxAdapters
        self.time = time
    }
}

/// One logging interval of speculative decoding.
public struct SpeculativeDecodingStatistics: Equatable, Sendable {
    public var draftAcceptanceRate: Double?
    public var efficiency: Double?
    // Tokens of this interval.
    public var acceptedTokens: Int?
    public var draftTokens: Int?
    public var emittedTokens: Int?

    public init() {}
}
