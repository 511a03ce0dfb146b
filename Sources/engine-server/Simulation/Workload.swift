// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The clients: when requests come and what they ask for.
struct Workload: Sendable {
    private let parameters: SimulationParameters
    private var random: SplitMix64

    /// The longest prompt and answers of a client; the model may permit less.
    private static let longestPrompt = 1200
    private static let longestAnswer = 400
    private static let commonPrefixes = 10

    init(_ parameters: SimulationParameters, random: SplitMix64) {
        self.parameters = parameters
        self.random = random
    }

    /// The requests of an interval, oldest first.
    mutating func arrivals(from start: Double, to end: Double) -> [SimulatedRequest] {
        // This number of trials, each with a small chance, approximates a Poisson process.
        let trials = 16
        let trial = (end - start) / Double(trials)
        var requests: [SimulatedRequest] = []
        for index in 0..<trials {
            let time = start + trial * Double(index)
            if random.happens(withProbability: arrivalRate(at: time) * trial) { requests.append(request(at: time)) }
        }
        return requests
    }

    /// Rises and falls evenly between a tenth and nineteen tenths of the average.
    private func arrivalRate(at time: Double) -> Double {
        let phase = (time / parameters.wavePeriod).truncatingRemainder(dividingBy: 1)
        let height = phase < 0.5 ? 2 * phase : 2 - 2 * phase
        return parameters.arrivalRate * (0.1 + 1.8 * height)
    }

    private mutating func request(at time: Double) -> SimulatedRequest {
        // Many short prompts and few long ones.
        let share = random.share()
        let wanted = 20 + Int(share * share * Double(Self.longestPrompt - 20))
        let prompt = max(1, min(wanted, parameters.maxModelLen - 1))
        let maxTokens = max(1, min(random.whole(in: 32...Self.longestAnswer), parameters.maxModelLen - prompt))
        // Two in three answers end by themselves.
        let stops = random.happens(withProbability: 0.67)
        let output = stops ? random.whole(in: 1...maxTokens) : maxTokens
        let sequences = random.happens(withProbability: 0.8) ? 1 : random.whole(in: 2...4)
        let adapter = random.happens(withProbability: 0.3) ? random.whole(in: 0...parameters.adapters.count - 1) : nil
        let prefix = random.happens(withProbability: 0.6) ? random.whole(in: 0...Self.commonPrefixes - 1) : nil
        // Most clients wait as long as necessary.
        let patience = random.happens(withProbability: 0.1) ? random.number(in: 0.5...8) : .infinity
        return SimulatedRequest(
            arrival: time, promptTokens: prompt, maxTokens: maxTokens, sequences: sequences, outputTokens: output,
            adapter: adapter, prefix: prefix, prefixTokens: prompt / 2, deadline: time + patience)
    }
}
