// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import EngineMetrics
import Testing

@testable import engine_server

@Suite("A line of a recording")
struct RecordedStepTests {
    private func statistics(_ line: String) throws -> EngineStepStatistics {
        try RecordedStep(line: Array(line.utf8)).statistics
    }

    private func fault(_ line: String) -> String? {
        do throws(RecordingFault) {
            _ = try RecordedStep(line: Array(line.utf8))
            return nil
        } catch { return "\(error)" }
    }

    @Test("every key has its place")
    func everyKey() throws {
        let read = try statistics(
            #"""
            {"num_running": 1, "num_waiting": 2, "num_swapped": 3, "gpu_cache_usage": 0.25, "cpu_cache_usage": 0.5,
             "cpu_prefix_cache_hit_rate": 0.125, "gpu_prefix_cache_hit_rate": 0.75, "running_lora_adapters": ["a", "b"],
             "waiting_lora_adapters": ["c"], "max_lora": "4", "now": 1700000000.5, "num_preemptions": 5,
             "num_prompt_tokens": 6, "num_generation_tokens": 7, "time_to_first_tokens": [0.5, 1],
             "time_per_output_tokens": [0.01],
             "finished": [{"e2e_latency": 1.5, "queue_time": 2.5, "inference_time": 3.5, "prefill_time": 4.5,
               "decode_time": 5.5, "time_in_queue": 6.5, "model_forward_time_ms": 7.5, "model_execute_time_ms": 8.5,
               "prompt_tokens": 9, "generation_tokens": 10, "max_generation_tokens": 11, "n": 12, "max_tokens": 13,
               "reason": "length"}, {}],
             "spec_decode": {"draft_acceptance_rate": 0.5, "efficiency": 0.25, "accepted_tokens": 1, "draft_tokens": 2,
               "emitted_tokens": 3},
             "cache_config": {"block_size": "1", "gpu_memory_utilization": "2", "swap_space_bytes": "3",
               "num_gpu_blocks_override": "4", "cache_dtype": "5", "is_attention_free": "6", "sliding_window": "7",
               "enable_prefix_caching": "8", "cpu_offload_gb": "9", "calculate_kv_scales": "10",
               "num_gpu_blocks": "11", "num_cpu_blocks": "12"}}
            """#)
        var step = EngineStepStatistics()
        step.runningRequests = 1
        step.waitingRequests = 2
        step.swappedRequests = 3
        step.gpuCacheUsage = 0.25
        step.cpuCacheUsage = 0.5
        step.cpuPrefixCacheHitRate = 0.125
        step.gpuPrefixCacheHitRate = 0.75
        step.lora = LoRAStatistics(
            runningAdapters: ["a", "b"], waitingAdapters: ["c"], maxAdapters: "4", time: 1_700_000_000.5)
        step.preemptions = 5
        step.promptTokens = 6
        step.generationTokens = 7
        step.timesToFirstToken = [0.5, 1]
        step.timesPerOutputToken = [0.01]
        var request = FinishedRequestStatistics()
        request.endToEndLatency = 1.5
        request.queueTime = 2.5
        request.inferenceTime = 3.5
        request.prefillTime = 4.5
        request.decodeTime = 5.5
        request.timeInQueue = 6.5
        request.modelForwardMilliseconds = 7.5
        request.modelExecuteMilliseconds = 8.5
        request.promptTokens = 9
        request.generationTokens = 10
        request.longestGenerationTokens = 11
        request.sequenceCount = 12
        request.maxTokens = 13
        request.reason = .length
        step.finishedRequests = [request, FinishedRequestStatistics()]
        var decoding = SpeculativeDecodingStatistics()
        decoding.draftAcceptanceRate = 0.5
        decoding.efficiency = 0.25
        decoding.acceptedTokens = 1
        decoding.draftTokens = 2
        decoding.emittedTokens = 3
        step.speculativeDecoding = decoding
        var cache = CacheConfiguration()
        cache.blockSize = "1"
        cache.gpuMemoryUtilization = "2"
        cache.swapSpaceBytes = "3"
        cache.numGPUBlocksOverride = "4"
        cache.cacheDtype = "5"
        cache.isAttentionFree = "6"
        cache.slidingWindow = "7"
        cache.enablePrefixCaching = "8"
        cache.cpuOffloadGB = "9"
        cache.calculateKVScales = "10"
        cache.numGPUBlocks = "11"
        cache.numCPUBlocks = "12"
        step.cacheConfiguration = cache
        #expect(read == step)
    }

    @Test("no key is needed")
    func empty() throws {
        #expect(try statistics("{}") == EngineStepStatistics())
        #expect(try statistics(#"{"finished": [], "time_to_first_tokens": []}"#) == EngineStepStatistics())
    }

    @Test("the LoRA gauge is set when the running adapters are there, also when there are none")
    func lora() throws {
        #expect(try statistics(#"{"waiting_lora_adapters": ["a"], "max_lora": "4", "now": 1}"#).lora == nil)
        #expect(
            try statistics(#"{"running_lora_adapters": []}"#).lora
                == LoRAStatistics(runningAdapters: [], waitingAdapters: [], maxAdapters: "", time: 0))
    }

    @Test(
        "numbers are taken exactly",
        arguments: [
            ("9223372036854775807", Int.max), ("-9223372036854775808", .min),
            ("9007199254740993", 9_007_199_254_740_993),
            ("1e3", 1000), ("-0", 0), ("2.0", 2),
        ])
    func wholeNumbers(text: String, value: Int) throws {
        #expect(try statistics(#"{"num_prompt_tokens": \#(text)}"#).promptTokens == value)
    }

    @Test(
        "fractions are the nearest double",
        arguments: [
            ("0.1", 0.1), ("5e-324", .leastNonzeroMagnitude), ("1.7976931348623157e308", .greatestFiniteMagnitude),
            ("1", 1.0),
        ])
    func numbers(text: String, value: Double) throws {
        #expect(try statistics(#"{"now": \#(text), "running_lora_adapters": []}"#).lora?.time == value)
    }

    @Test(
        "a fault is said with its place",
        arguments: [
            (#"{"num_runing": 1}"#, "a step has no key `num_runing`"),
            (#"{"zeta": 1, "alpha": 2}"#, "a step has no key `zeta`"),
            (#"{"now": 1, "now": 1}"#, "a step has the key `now` twice"),
            (#"{"spec_decode": {"efficiency": 1, "efficiency": 1}}"#, "`spec_decode` has the key `efficiency` twice"),
            (#"{"finished": [{}, {"reson": "stop"}]}"#, "`finished[1]` has no key `reson`"),
            (#"{"spec_decode": {"rate": 1}}"#, "`spec_decode` has no key `rate`"),
            (#"{"cache_config": {"size": "1"}}"#, "`cache_config` has no key `size`"),
            (#"{"num_running": "1"}"#, "`num_running` must be a whole number of at most 64 bits"),
            (#"{"num_running": 1.5}"#, "`num_running` must be a whole number of at most 64 bits"),
            (#"{"num_running": true}"#, "`num_running` must be a whole number of at most 64 bits"),
            (#"{"num_running": null}"#, "`num_running` must be a whole number of at most 64 bits"),
            (#"{"num_running": 9223372036854775808}"#, "`num_running` must be a whole number of at most 64 bits"),
            (#"{"gpu_cache_usage": "0.5"}"#, "`gpu_cache_usage` must be a number that a double can hold"),
            (#"{"gpu_cache_usage": 1e400}"#, "`gpu_cache_usage` must be a number that a double can hold"),
            (#"{"max_lora": 4}"#, "`max_lora` must be a string"),
            (#"{"now": [1]}"#, "`now` must be a number that a double can hold"),
            (#"{"time_to_first_tokens": 1}"#, "`time_to_first_tokens` must be a list of numbers"),
            (
                #"{"time_to_first_tokens": [1, "2"]}"#,
                "`time_to_first_tokens[1]` must be a number that a double can hold"
            ),
            (#"{"waiting_lora_adapters": [1]}"#, "`waiting_lora_adapters[0]` must be a string"),
            (#"{"running_lora_adapters": "a"}"#, "`running_lora_adapters` must be a list of strings"),
            (#"{"finished": {}}"#, "`finished` must be a list of objects"),
            (#"{"finished": [1]}"#, "`finished[0]` must be an object"),
            (#"{"finished": [{"n": []}]}"#, "`finished[0].n` must be a whole number of at most 64 bits"),
            (#"{"spec_decode": []}"#, "`spec_decode` must be an object"),
            (#"{"cache_config": {"block_size": 16}}"#, "`cache_config.block_size` must be a string"),
            (
                #"{"finished": [{"reason": "error"}]}"#,
                "`finished[0].reason` is `error`, and a request ends for one of the reasons `stop`, `length`, `abort`"
            ),
            ("[]", "a step must be an object"), ("1", "a step must be an object"),
        ])
    func faults(line: String, message: String) {
        #expect(fault(line) == message)
    }

    @Test("what is not JSON is said so")
    func notJSON() {
        #expect(fault(#"{"now": 1,}"#) == "the line is not JSON: expected a key in double quotes at column 11")
    }
}
