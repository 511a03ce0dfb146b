// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Random numbers that a seed repeats. A test that fails prints its seed; giving that back repeats the failure.
package struct SeededGenerator: RandomNumberGenerator {
    package let seed: UInt64
    private var state: UInt64

    package init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// SplitMix64: every seed is a good one.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The given seed in `make test`, which does the same in every run, and a new one in `make soak`, which prints it.
    package static func seed(_ fixed: UInt64, function: String = #function) -> UInt64 {
        guard isSoaking else { return fixed }
        let seed = UInt64(UInt32.random(in: 0...UInt32.max))
        print("\(function): seed \(seed)")
        return seed
    }
}
