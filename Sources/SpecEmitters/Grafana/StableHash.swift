// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A hash that is the same in every process, on every machine and in every release: FNV-1a, 64 bits. Swift's own is
/// seeded anew for each process.
enum StableHash {
    /// - Parameter start: The hash of the preceding string.
    static func hash(_ text: String, after start: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
        var text = text
        return text.withUTF8 { units in
            units.reduce(start) { hash, byte in (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        }
    }
}
