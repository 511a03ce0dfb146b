// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import EngineMetrics

/// A small model that proposes tokens, of which the large one accepts some: each accepted token saves a step.
struct SpeculativeDecoder: Sendable {
    private let draftTokens: Int
    private let acceptance: Double
    private let interval: Double
    private var nextReport: Double

    // Since the last report.
    private var proposed = 0
    private var accepted = 0
    private var emitted = 0
    private var possible = 0

    init(_ parameters: SimulationParameters) {
        draftTokens = parameters.draftTokens
        acceptance = parameters.draftAcceptance
        interval = parameters.loggingInterval
        nextReport = parameters.loggingInterval
    }

    /// The largest number of tokens that a sequence can gain in one step.
    var tokensPerStep: Int { draftTokens + 1 }

    /// The number of tokens that each of these sequences gains in a step: those accepted before the first refusal,
    /// and one more.
    mutating func decode(sequences: Int, random: inout SplitMix64) -> Int {
        var tokens = 1
        while tokens <= draftTokens, random.happens(withProbability: acceptance) { tokens += 1 }
        proposed += sequences * draftTokens
        accepted += sequences * (tokens - 1)
        emitted += sequences * tokens
        possible += sequences * tokensPerStep
        return tokens
    }

    /// What happened since the last report, once an interval and only if there was something.
    mutating func report(at time: Double) -> SpeculativeDecodingStatistics? {
        guard time >= nextReport else { return nil }
        nextReport = time + interval
        guard proposed > 0 else { return nil }
        var statistics = SpeculativeDecodingStatistics()
        statistics.draftAcceptanceRate = Double(accepted) / Double(proposed)
        statistics.efficiency = Double(emitted) / Double(possible)
        statistics.acceptedTokens = accepted
        statistics.draftTokens = proposed
        statistics.emittedTokens = emitted
        (proposed, accepted, emitted, possible) = (0, 0, 0, 0)
        return statistics
    }
}
