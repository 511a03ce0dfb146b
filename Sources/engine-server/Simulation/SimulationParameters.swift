/// The engine that is simulated and the load on it. The figures are chosen so that a minute shows everything: waves of
/// load that fill the KV cache, queues, preemption of both kinds, requests that end for each reason.
struct SimulationParameters: Sendable {
    var maxModelLen = 4096
    var maxSequences = 256
    /// Most tokens that one step computes.
    var tokenBudget = 2048

    var blockSize = 16
    /// Enough for the largest request of the workload alone: preempting all others always helps.
    var gpuBlocks = 1600
    var cpuBlocks = 320
    /// Blocks that a new request leaves free, so that those which run can grow for a while.
    var watermarkBlocks = 4
    /// Blocks that a swapped request leaves free when it comes back: moving it is dear, and it should not have to move
    /// again at once.
    var swapInReserve = 160
    /// How many common beginnings of prompts each cache holds.
    var cachedPrefixes = 6

    var adapters = ["chat-lora", "code-lora", "sql-lora"]
    /// How many adapters one batch can hold.
    var maxAdapters = 2

    /// Tokens that the draft model proposes for each sequence and step.
    var draftTokens = 3
    var draftAcceptance = 0.7
    /// Seconds between two reports of speculative decoding.
    var loggingInterval = 5.0

    /// Requests a second, on average over a wave.
    var arrivalRate = 15.0
    /// Seconds from one crest of the load to the next.
    var wavePeriod = 30.0
}
