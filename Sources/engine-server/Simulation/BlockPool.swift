// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The blocks of a KV cache, which are all alike.
struct BlockPool: Sendable {
    let total: Int
    private(set) var free: Int

    init(total: Int) {
        self.total = total
        self.free = total
    }

    var usage: Double { 1 - Double(free) / Double(total) }

    /// Takes this number of blocks or none, and leaves the reserve.
    mutating func take(_ count: Int, leaving reserve: Int = 0) -> Bool {
        guard count <= free - reserve else { return false }
        free -= count
        return true
    }

    mutating func giveBack(_ count: Int) {
        free += count
        precondition(free <= total, "more blocks came back than were taken")
    }
}
