// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import EngineMetrics
import SpecJSON

/// One line of a recording: the statistics of one engine step as a JSON object, each key optional.
struct RecordedStep {
    let statistics: EngineStepStatistics

    init(line: [UInt8]) throws(RecordingFault) {
        let document: JSONNode
        do { document = try JSONDocument(line).root } catch { throw .notJSON(error) }
        try self.init(document)
    }

    enum Key: String, CaseIterable {
        case runningRequests = "num_running"
        case waitingRequests = "num_waiting"
        case swappedRequests = "num_swapped"
        case gpuCacheUsage = "gpu_cache_usage"
        case cpuCacheUsage = "cpu_cache_usage"
        case cpuPrefixCacheHitRate = "cpu_prefix_cache_hit_rate"
        case gpuPrefixCacheHitRate = "gpu_prefix_cache_hit_rate"
        case runningAdapters = "running_lora_adapters"
        case waitingAdapters = "waiting_lora_adapters"
        case maxAdapters = "max_lora"
        case now
        case preemptions = "num_preemptions"
        case promptTokens = "num_prompt_tokens"
        case generationTokens = "num_generation_tokens"
        case timesToFirstToken = "time_to_first_tokens"
        case timesPerOutputToken = "time_per_output_tokens"
        case finishedRequests = "finished"
        case speculativeDecoding = "spec_decode"
        case cacheConfiguration = "cache_config"
    }

    private init(_ document: JSONNode) throws(RecordingFault) {
        let object = try StrictObject<Key>(document, path: "")
        var statistics = EngineStepStatistics()
        statistics.runningRequests = try object.whole(.runningRequests)
        statistics.waitingRequests = try object.whole(.waitingRequests)
        statistics.swappedRequests = try object.whole(.swappedRequests)
        statistics.gpuCacheUsage = try object.number(.gpuCacheUsage)
        statistics.cpuCacheUsage = try object.number(.cpuCacheUsage)
        statistics.cpuPrefixCacheHitRate = try object.number(.cpuPrefixCacheHitRate)
        statistics.gpuPrefixCacheHitRate = try object.number(.gpuPrefixCacheHitRate)

        // All four are checked; they have a meaning only together with the running adapters. No clock is read: the
        // same recording gives the same exposition.
        let waitingAdapters = try object.texts(.waitingAdapters) ?? []
        let maxAdapters = try object.text(.maxAdapters) ?? ""
        let time = try object.number(.now) ?? 0
        if let runningAdapters = try object.texts(.runningAdapters) {
            statistics.lora = LoRAStatistics(
                runningAdapters: runningAdapters, waitingAdapters: waitingAdapters, maxAdapters: maxAdapters,
                time: time)
        }

        statistics.preemptions = try object.whole(.preemptions)
        statistics.promptTokens = try object.whole(.promptTokens)
        statistics.generationTokens = try object.whole(.generationTokens)
        statistics.timesToFirstToken = try object.numbers(.timesToFirstToken)
        statistics.timesPerOutputToken = try object.numbers(.timesPerOutputToken)
        statistics.finishedRequests = try object.objects(
            .finishedRequests, FinishedRequestStatistics.init(recorded:path:))
        statistics.speculativeDecoding = try object.object(
            .speculativeDecoding, SpeculativeDecodingStatistics.init(recorded:path:))
        statistics.cacheConfiguration = try object.object(
            .cacheConfiguration, CacheConfiguration.init(recorded:path:))
        self.statistics = statistics
    }
}
