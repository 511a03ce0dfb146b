// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import EngineMetrics
import MetricsRuntime
import Synchronization
import TestSupport
import Testing

@Suite("EngineMetrics")
struct EngineMetricsTests {
    /// An engine's metrics, what they log, and the samples of their page by name and labels other than the model's.
    final class Engine: Sendable {
        let registry = MetricsRegistry(storage: .memory)
        let metrics: EngineMetrics
        let log = Log()

        final class Log: Sendable {
            private let lines = Mutex<[String]>([])
            func add(_ line: String) { lines.withLock { $0.append(line) } }
            var all: [String] { lines.withLock { $0 } }
        }

        init(_ change: (inout EngineConfiguration) -> Void = { _ in }) throws(MetricsSetupError) {
            var configuration = EngineConfiguration(modelName: "m", maxModelLen: 10)
            change(&configuration)
            metrics = try EngineMetrics(in: registry, configuration: configuration) { [log] in log.add($0) }
        }

        var samples: [String: String] {
            var samples: [String: String] = [:]
            for line in registry.exposition().split(separator: "\n") where !line.hasPrefix("#") {
                let end = line.lastIndex(of: " ")!
                let series = line[..<end].replacing(",model_name=\"m\"", with: "").replacing(
                    "{model_name=\"m\"}", with: "")
                samples[String(series)] = String(line[line.index(after: end)...])
            }
            return samples
        }

        func bounds(of name: String) -> [String] {
            registry.exposition().split(separator: "\n").compactMap { line in
                guard line.hasPrefix(name + "_bucket{le=\"") else { return nil }
                return String(line.split(separator: "\"")[1])
            }
        }
    }

    @Test("each statistic of a step reaches its metric")
    func step() throws {
        let engine = try Engine()
        var step = EngineStepStatistics()
        step.runningRequests = 1
        step.waitingRequests = 2
        step.swappedRequests = 3
        step.gpuCacheUsage = 0.25
        step.cpuCacheUsage = 0.5
        step.cpuPrefixCacheHitRate = 0.125
        step.gpuPrefixCacheHitRate = 0.75
        step.preemptions = 4
        step.promptTokens = 5
        step.generationTokens = 6
        step.timesToFirstToken = [0.001, 20]
        step.timesPerOutputToken = [0.01, 0.02, 0.03]
        engine.metrics.record(step)
        let samples = engine.samples
        #expect(samples["vllm:num_requests_running"] == "1.0")
        #expect(samples["vllm:num_requests_waiting"] == "2.0")
        #expect(samples["vllm:num_requests_swapped"] == "3.0")
        #expect(samples["vllm:gpu_cache_usage_perc"] == "0.25")
        #expect(samples["vllm:cpu_cache_usage_perc"] == "0.5")
        #expect(samples["vllm:cpu_prefix_cache_hit_rate"] == "0.125")
        #expect(samples["vllm:gpu_prefix_cache_hit_rate"] == "0.75")
        #expect(samples["vllm:num_preemptions_total"] == "4.0")
        #expect(samples["vllm:prompt_tokens_total"] == "5.0")
        #expect(samples["vllm:generation_tokens_total"] == "6.0")
        #expect(samples["vllm:iteration_tokens_total_sum"] == "11.0")
        #expect(samples["vllm:iteration_tokens_total_count"] == "1.0")
        #expect(samples["vllm:time_to_first_token_seconds_bucket{le=\"0.001\"}"] == "1.0")
        #expect(samples["vllm:time_to_first_token_seconds_bucket{le=\"10.0\"}"] == "1.0")
        #expect(samples["vllm:time_to_first_token_seconds_bucket{le=\"+Inf\"}"] == "2.0")
        #expect(samples["vllm:time_per_output_token_seconds_count"] == "3.0")
        #expect(engine.log.all.isEmpty)
    }

    @Test("each statistic of a finished request reaches its metric")
    func finishedRequest() throws {
        let engine = try Engine()
        var request = FinishedRequestStatistics()
        request.endToEndLatency = 1
        request.queueTime = 2
        request.inferenceTime = 3
        request.prefillTime = 4
        request.decodeTime = 5
        request.timeInQueue = 6
        request.modelForwardMilliseconds = 7
        request.modelExecuteMilliseconds = 8
        request.promptTokens = 9
        request.generationTokens = 10
        request.longestGenerationTokens = 11
        request.sequenceCount = 12
        request.maxTokens = 13
        request.reason = .length
        var step = EngineStepStatistics()
        step.finishedRequests = [request]
        engine.metrics.record(step)
        let samples = engine.samples
        let sums = [
            "e2e_request_latency_seconds", "request_queue_time_seconds", "request_inference_time_seconds",
            "request_prefill_time_seconds", "request_decode_time_seconds", "time_in_queue_requests",
            "model_forward_time_milliseconds", "model_execute_time_milliseconds", "request_prompt_tokens",
            "request_generation_tokens", "request_max_num_generation_tokens", "request_params_n",
            "request_params_max_tokens",
        ]
        for (index, name) in sums.enumerated() {
            #expect(samples["vllm:\(name)_sum"] == "\(index + 1).0", "\(name)")
            #expect(samples["vllm:\(name)_count"] == "1.0", "\(name)")
        }
        for reason in FinishedReason.allCases {
            #expect(
                samples["vllm:request_success_total{finished_reason=\"\(reason.text)\"}"]
                    == (reason == .length ? "1.0" : "0.0"))
        }
    }

    @Test("speculative decoding sets its rates and adds its tokens")
    func speculativeDecoding() throws {
        let engine = try Engine()
        var decoding = SpeculativeDecodingStatistics()
        decoding.draftAcceptanceRate = 0.5
        decoding.efficiency = 0.25
        decoding.acceptedTokens = 1
        decoding.draftTokens = 2
        decoding.emittedTokens = 3
        var step = EngineStepStatistics()
        step.speculativeDecoding = decoding
        engine.metrics.record(step)
        engine.metrics.record(step)
        let samples = engine.samples
        #expect(samples["vllm:spec_decode_draft_acceptance_rate"] == "0.5")
        #expect(samples["vllm:spec_decode_efficiency"] == "0.25")
        #expect(samples["vllm:spec_decode_num_accepted_tokens_total"] == "2.0")
        #expect(samples["vllm:spec_decode_num_draft_tokens_total"] == "4.0")
        #expect(samples["vllm:spec_decode_num_emitted_tokens_total"] == "6.0")
    }

    @Test("the LoRA gauge is the time, under the adapters joined by commas, without the model's label")
    func lora() throws {
        let engine = try Engine()
        var step = EngineStepStatistics()
        step.lora = LoRAStatistics(
            runningAdapters: ["a", "b"], waitingAdapters: [], maxAdapters: "4", time: 1_700_000_000.25)
        engine.metrics.record(step)
        #expect(
            engine.samples[
                #"vllm:lora_requests_info{max_lora="4",running_lora_adapters="a,b",waiting_lora_adapters=""}"#]
                == "1.70000000025e+09")
    }

    @Test("the cache configuration is 1 under its fields, and a field that is not set is None")
    func cacheConfiguration() throws {
        let engine = try Engine()
        var step = EngineStepStatistics()
        step.cacheConfiguration = CacheConfiguration()
        step.cacheConfiguration?.blockSize = "16"
        step.cacheConfiguration?.cpuOffloadGB = "0"
        engine.metrics.record(step)
        let series = try #require(engine.samples.first { $0.key.hasPrefix("vllm:cache_config_info") })
        #expect(series.value == "1.0")
        #expect(series.key.contains("block_size=\"16\",cache_dtype=\"None\","))
        #expect(series.key.contains("cpu_offload_gb=\"0\""))
        #expect(series.key.split(separator: "=").count == 13)
    }

    @Test("what was not measured is not recorded")
    func nothing() throws {
        let engine = try Engine()
        let before = engine.samples
        var step = EngineStepStatistics()
        step.finishedRequests = [FinishedRequestStatistics()]
        step.speculativeDecoding = SpeculativeDecodingStatistics()
        engine.metrics.record(step)
        #expect(engine.samples == before)
        // Gauges that nobody set are not there, rather than 0.
        #expect(before["vllm:num_requests_running"] == nil)
        #expect(before["vllm:iteration_tokens_total_count"] == "0.0")
    }

    @Test("a negative amount is logged and skipped, and the rest of its step is recorded")
    func negativeAmounts() throws {
        let engine = try Engine()
        var step = EngineStepStatistics()
        step.preemptions = -1
        step.promptTokens = -2
        step.generationTokens = 5
        step.speculativeDecoding = SpeculativeDecodingStatistics()
        step.speculativeDecoding?.acceptedTokens = -3
        step.speculativeDecoding?.draftTokens = .min
        step.speculativeDecoding?.emittedTokens = 7
        engine.metrics.record(step)
        let samples = engine.samples
        #expect(samples["vllm:num_preemptions_total"] == "0.0")
        #expect(samples["vllm:prompt_tokens_total"] == "0.0")
        #expect(samples["vllm:generation_tokens_total"] == "5.0")
        #expect(samples["vllm:spec_decode_num_accepted_tokens_total"] == "0.0")
        #expect(samples["vllm:spec_decode_num_draft_tokens_total"] == "0.0")
        #expect(samples["vllm:spec_decode_num_emitted_tokens_total"] == "7.0")
        #expect(
            engine.log.all == [
                "-1 preemptions are not counted: an amount can't be negative",
                "-2 prompt tokens are not counted: an amount can't be negative",
                "-3 accepted tokens are not counted: an amount can't be negative",
                "-9223372036854775808 draft tokens are not counted: an amount can't be negative",
            ])
    }

    @Test("a step's tokens are observed when either kind was measured, and added without overflow")
    func iterationTokens() throws {
        let engine = try Engine()
        for (prompt, generation) in [(nil, 3), (4, nil), (0, 0), (nil, nil)] as [(Int?, Int?)] {
            var step = EngineStepStatistics()
            step.promptTokens = prompt
            step.generationTokens = generation
            engine.metrics.record(step)
        }
        #expect(engine.samples["vllm:iteration_tokens_total_count"] == "3.0")
        #expect(engine.samples["vllm:iteration_tokens_total_sum"] == "7.0")

        let other = try Engine()
        var step = EngineStepStatistics()
        step.promptTokens = .max
        step.generationTokens = .max
        other.metrics.record(step)
        #expect(other.samples["vllm:iteration_tokens_total_sum"] == "1.8446744073709552e+19")
    }

    @Test("without capture sizes the usual ones bound the tokens of a step; given ones are sorted")
    func captureSizes() throws {
        let usual = try Engine().bounds(of: "vllm:iteration_tokens_total")
        #expect(usual.count == 36)
        #expect(usual.suffix(2) == ["256.0", "+Inf"])
        #expect(try Engine { $0.maxSequences = 3 }.bounds(of: "vllm:iteration_tokens_total").count == 4)
        #expect(
            try Engine { $0.cudagraphCaptureSizes = [8, 1, 4] }.bounds(of: "vllm:iteration_tokens_total")
                == ["1.0", "4.0", "8.0", "+Inf"])
    }

    @Test("in eager mode the capture sizes are not used, and checked all the same")
    func eager() throws {
        let engine = try Engine {
            $0.enforceEager = true
            $0.cudagraphCaptureSizes = [3]
        }
        let bounds = engine.bounds(of: "vllm:iteration_tokens_total")
        #expect(bounds.count == 13)
        #expect(bounds.suffix(3) == ["4096.0", "8096.0", "+Inf"])
        #expect(throws: MetricsSetupError.parameter(name: "cudagraph_capture_sizes", fault: .duplicate(value: 3))) {
            try Engine {
                $0.enforceEager = true
                $0.cudagraphCaptureSizes = [3, 3]
            }
        }
    }

    @Test("the longest model has bounds up to its length")
    func longestModel() throws {
        let bounds = try Engine { $0.maxModelLen = .max }.bounds(of: "vllm:request_prompt_tokens")
        #expect(bounds.suffix(2) == ["5e+18", "+Inf"])
        #expect(bounds.contains("1e+06"))
    }

    @Test("what is hidden in a release is recorded into nothing, unless it is shown")
    func hidden() throws {
        var step = EngineStepStatistics()
        step.swappedRequests = 3
        var request = FinishedRequestStatistics()
        request.timeInQueue = 6
        step.finishedRequests = [request]

        // try!: both strings are versions.
        let hidden = try Engine { $0.visibility = try! Visibility(productVersion: "0.9.0") }
        hidden.metrics.record(step)
        #expect(!hidden.registry.exposition().contains("num_requests_swapped"))
        #expect(!hidden.registry.exposition().contains("time_in_queue_requests"))

        let shown = try Engine { $0.visibility = try! Visibility(productVersion: "0.9.0", showHiddenFor: "0.8") }
        shown.metrics.record(step)
        #expect(shown.samples["vllm:num_requests_swapped"] == "3.0")
        #expect(shown.samples["vllm:time_in_queue_requests_count"] == "1.0")
    }
}
