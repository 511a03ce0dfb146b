// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import EngineMetrics
import SpecJSON

extension FinishedRequestStatistics {
    /// Names in a recording.
    enum RecordedKey: String, CaseIterable {
        case endToEndLatency = "e2e_latency"
        case queueTime = "queue_time"
        case inferenceTime = "inference_time"
        case prefillTime = "prefill_time"
        case decodeTime = "decode_time"
        case timeInQueue = "time_in_queue"
        case modelForwardMilliseconds = "model_forward_time_ms"
        case modelExecuteMilliseconds = "model_execute_time_ms"
        case promptTokens = "prompt_tokens"
        case generationTokens = "generation_tokens"
        case longestGenerationTokens = "max_generation_tokens"
        case sequenceCount = "n"
        case maxTokens = "max_tokens"
        case reason
    }

    /// An element of `finished`.
    init(recorded document: JSONNode, path: String) throws(RecordingFault) {
        let object = try StrictObject<RecordedKey>(document, path: path)
        self.init()
        endToEndLatency = try object.number(.endToEndLatency)
        queueTime = try object.number(.queueTime)
        inferenceTime = try object.number(.inferenceTime)
        prefillTime = try object.number(.prefillTime)
        decodeTime = try object.number(.decodeTime)
        timeInQueue = try object.number(.timeInQueue)
        modelForwardMilliseconds = try object.number(.modelForwardMilliseconds)
        modelExecuteMilliseconds = try object.number(.modelExecuteMilliseconds)
        promptTokens = try object.whole(.promptTokens)
        generationTokens = try object.whole(.generationTokens)
        longestGenerationTokens = try object.whole(.longestGenerationTokens)
        sequenceCount = try object.whole(.sequenceCount)
        maxTokens = try object.whole(.maxTokens)
        if let text = try object.text(.reason) {
            guard let reason = FinishedReason.allCases.first(where: { $0.text == text }) else {
                throw .unknownReason(
                    text, place: object.place(of: .reason), known: FinishedReason.allCases.map(\.text))
            }
            self.reason = reason
        }
    }
}
