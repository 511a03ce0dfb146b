// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The simulated engine and its load. With these values a minute shows everything: waves of load that fill the KV
/// cache, queues, preemption of both kinds, requests that end for each reason.
struct SimulationParameters: Sendable {
    var maxModelLen = 4096
    var maxSequences = 256
    /// Most tokens that one step computes.
    var tokenBudget = 2048

    var blockSize = 16
    /// Enough for the largest request of the workload alone: preempting all others always helps.
    var gpuBlocks = 1600
    var cpuBlocks = 320
    /// The number of blocks that a new request leaves free, which lets the running ones grow for a while.
    var watermarkBlocks = 4
    /// The number of blocks that a swapped request leaves free when it comes back: moving it is expensive, and should
    /// not be necessary again at once.
    var swapInReserve = 160
    /// The number of common beginnings of prompts that each cache holds.
    var cachedPrefixes = 6

    var adapters = ["chat-lora", "code-lora", "sql-lora"]
    /// The number of adapters that one batch can hold.
    var maxAdapters = 2

    /// Tokens that the draft model proposes for each sequence and step.
    var draftTokens = 3
    var draftAcceptance = 0.7
    /// Seconds between two reports of speculative decoding.
    var loggingInterval = 5.0

    /// Requests per second, on average over a wave.
    var arrivalRate = 15.0
    /// Seconds from one crest of the load to the next.
    var wavePeriod = 30.0
}
