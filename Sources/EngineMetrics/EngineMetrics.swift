// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

public import MetricsRuntime
import VLLMMetrics

/// Records what an engine measures. It knows what each statistic means; names, types and buckets come from the spec.
///
/// A value that is cheap to copy. Any number of threads may record at the same time.
public struct EngineMetrics: Sendable {
    private let metrics: VLLMMetrics
    private let deprecated: any DeprecatedRecorder
    private let log: @Sendable (String) -> Void

    /// Registers the engine's metrics.
    ///
    /// - Parameter log: Called with a sentence about each value that can't be recorded.
    public init(
        in registry: MetricsRegistry, configuration: EngineConfiguration, log: @escaping @Sendable (String) -> Void
    ) throws(MetricsSetupError) {
        metrics = try VLLMMetrics(
            in: registry, modelName: configuration.modelName,
            // In eager mode the sizes are not used. They are checked all the same: an invalid list would otherwise
            // stop the engine later, when that mode is switched off.
            parameters: .init(
                maxModelLen: configuration.maxModelLen, enforceEager: configuration.enforceEager,
                cudagraphCaptureSizes: configuration.captureSizes),
            visibility: configuration.visibility)
        deprecated = DeprecatedMetrics(metrics)
        self.log = log
    }

    /// Records one engine step.
    public func record(_ step: EngineStepStatistics) {
        set(metrics.scheduler.numRequestsRunning, step.runningRequests)
        set(metrics.scheduler.numRequestsWaiting, step.waitingRequests)
        set(metrics.cache.gpuCacheUsagePerc, step.gpuCacheUsage)
        add(step.preemptions, of: "preemptions", to: metrics.iteration.numPreemptions)
        add(step.promptTokens, of: "prompt tokens", to: metrics.iteration.promptTokens)
        add(step.generationTokens, of: "generation tokens", to: metrics.iteration.generationTokens)
        if let tokens = step.tokens { metrics.iteration.tokensTotal.observe(tokens) }
        for time in step.timesToFirstToken { metrics.iteration.timeToFirstTokenSeconds.observe(time) }
        for time in step.timesPerOutputToken { metrics.iteration.timePerOutputTokenSeconds.observe(time) }
        deprecated.record(step)
        if let lora = step.lora { record(lora) }
        for request in step.finishedRequests { record(request) }
        if let decoding = step.speculativeDecoding { record(decoding) }
        if let configuration = step.cacheConfiguration { record(configuration) }
    }

    /// Records a request that has ended.
    public func record(_ request: FinishedRequestStatistics) {
        observe(metrics.request.e2eRequestLatencySeconds, request.endToEndLatency)
        observe(metrics.request.queueTimeSeconds, request.queueTime)
        observe(metrics.request.inferenceTimeSeconds, request.inferenceTime)
        observe(metrics.request.prefillTimeSeconds, request.prefillTime)
        observe(metrics.request.decodeTimeSeconds, request.decodeTime)
        observe(metrics.request.promptTokens, request.promptTokens)
        observe(metrics.request.generationTokens, request.generationTokens)
        observe(metrics.request.maxNumGenerationTokens, request.longestGenerationTokens)
        observe(metrics.request.paramsN, request.sequenceCount)
        observe(metrics.request.paramsMaxTokens, request.maxTokens)
        if let reason = request.reason { metrics.request.success[reason].increment() }
        deprecated.record(request)
    }

    /// Records one logging interval of speculative decoding.
    public func record(_ decoding: SpeculativeDecodingStatistics) {
        set(metrics.specDecode.draftAcceptanceRate, decoding.draftAcceptanceRate)
        set(metrics.specDecode.efficiency, decoding.efficiency)
        add(decoding.acceptedTokens, of: "accepted tokens", to: metrics.specDecode.numAcceptedTokens)
        add(decoding.draftTokens, of: "draft tokens", to: metrics.specDecode.numDraftTokens)
        add(decoding.emittedTokens, of: "emitted tokens", to: metrics.specDecode.numEmittedTokens)
    }

    /// Records the configuration of the cache, whose fields become labels.
    public func record(_ configuration: CacheConfiguration) {
        func text(_ field: String?) -> String { field ?? "None" }
        metrics.cache.configInfo.with(
            blockSize: text(configuration.blockSize),
            gpuMemoryUtilization: text(configuration.gpuMemoryUtilization),
            swapSpaceBytes: text(configuration.swapSpaceBytes),
            numGpuBlocksOverride: text(configuration.numGPUBlocksOverride),
            cacheDtype: text(configuration.cacheDtype),
            isAttentionFree: text(configuration.isAttentionFree),
            slidingWindow: text(configuration.slidingWindow),
            enablePrefixCaching: text(configuration.enablePrefixCaching),
            cpuOffloadGb: text(configuration.cpuOffloadGB),
            calculateKvScales: text(configuration.calculateKVScales),
            numGpuBlocks: text(configuration.numGPUBlocks),
            numCpuBlocks: text(configuration.numCPUBlocks)
        ).set(1)
    }

    private func record(_ lora: LoRAStatistics) {
        metrics.lora.requestsInfo.with(
            runningLoraAdapters: lora.runningAdapters.joined(separator: ","), maxLora: lora.maxAdapters,
            waitingLoraAdapters: lora.waitingAdapters.joined(separator: ",")
        ).set(lora.time)
    }

    // MARK: What was not measured is not recorded

    private func set(_ gauge: Gauge, _ value: Int?) {
        if let value { gauge.set(value) }
    }

    private func set(_ gauge: Gauge, _ value: Double?) {
        if let value { gauge.set(value) }
    }

    private func observe(_ histogram: Timed<Histogram>, _ seconds: Double?) {
        if let seconds { histogram.observe(seconds) }
    }

    private func observe(_ histogram: Histogram, _ value: Int?) {
        if let value { histogram.observe(Double(value)) }
    }

    private func add(_ amount: Int?, of things: String, to counter: Counter) {
        guard let amount, !counter.increment(by: amount) else { return }
        log("\(amount) \(things) are not counted: an amount can't be negative")
    }
}

extension EngineStepStatistics {
    /// Prompt and generation tokens together, if either was measured. Exact before it becomes a double.
    fileprivate var tokens: Double? {
        guard promptTokens != nil || generationTokens != nil else { return nil }
        return Double(Int128(promptTokens ?? 0) + Int128(generationTokens ?? 0))
    }
}
