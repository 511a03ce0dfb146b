// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import EngineMetrics

/// A request on its way through the engine. Times are seconds of simulated time.
struct SimulatedRequest: Sendable {
    let arrival: Double
    let promptTokens: Int
    let maxTokens: Int
    /// The number of answers that the client wants; they are generated at the same pace.
    let sequences: Int
    /// The number of tokens that each answer will have: `maxTokens`, or fewer if the model stops by itself.
    let outputTokens: Int
    let adapter: Int?
    /// The common beginning of the prompt, and the number of its tokens.
    let prefix: Int?
    let prefixTokens: Int
    /// The time when the client stops waiting.
    let deadline: Double

    /// Tokens whose keys and values are in the cache.
    var computedTokens = 0
    /// Of each sequence.
    var generatedTokens = 0
    var blocks = 0
    /// The tokens that the present step computes for it.
    var scheduledTokens = 0

    var firstScheduled: Double?
    var firstToken: Double?
    var lastToken: Double?
    var executeMilliseconds = 0.0

    init(
        arrival: Double, promptTokens: Int, maxTokens: Int, sequences: Int, outputTokens: Int, adapter: Int?,
        prefix: Int?, prefixTokens: Int, deadline: Double
    ) {
        self.arrival = arrival
        self.promptTokens = promptTokens
        self.maxTokens = maxTokens
        self.sequences = sequences
        self.outputTokens = outputTokens
        self.adapter = adapter
        self.prefix = prefix
        self.prefixTokens = prefixTokens
        self.deadline = deadline
    }

    /// The tokens to compute before the next one can be generated. After a preemption these are the prompt and
    /// everything generated so far.
    var contextTokens: Int { promptTokens + sequences * generatedTokens }
    var isPrefilling: Bool { computedTokens < contextTokens || generatedTokens == 0 }

    /// Sequences share the blocks of the prompt and have blocks of their own for what each generates.
    func blocks(withFurtherTokens further: Int, blockSize: Int) -> Int {
        func blocks(_ tokens: Int) -> Int { (tokens + blockSize - 1) / blockSize }
        return blocks(promptTokens) + sequences * blocks(generatedTokens + further)
    }

    func statistics(at end: Double, reason: FinishedReason) -> FinishedRequestStatistics {
        var statistics = FinishedRequestStatistics()
        statistics.endToEndLatency = end - arrival
        statistics.queueTime = firstScheduled.map { $0 - arrival }
        statistics.timeInQueue = statistics.queueTime
        statistics.inferenceTime = firstScheduled.map { end - $0 }
        if let firstScheduled, let firstToken {
            statistics.prefillTime = firstToken - firstScheduled
            statistics.decodeTime = end - firstToken
        }
        if firstScheduled != nil {
            // Most of a step is the pass through the model; the rest prepares the batch and samples.
            statistics.modelForwardMilliseconds = executeMilliseconds * 0.875
            statistics.modelExecuteMilliseconds = executeMilliseconds
        }
        statistics.promptTokens = promptTokens
        statistics.generationTokens = sequences * generatedTokens
        statistics.longestGenerationTokens = generatedTokens
        statistics.sequenceCount = sequences
        statistics.maxTokens = maxTokens
        statistics.reason = reason
        return statistics
    }
}
