// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A repeatable source of random numbers: the same seed gives the same simulation on every machine, so no code here
/// uses a mathematical library.
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// At least 0 and less than 1.
    mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func happens(withProbability probability: Double) -> Bool { share() < probability }

    mutating func number(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + share() * (range.upperBound - range.lowerBound)
    }

    /// The bounds are far below 2^53.
    mutating func whole(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(share() * Double(range.upperBound - range.lowerBound + 1))
    }
}
