// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The common beginnings of prompts whose keys and values are still cached. The least recently used is evicted.
struct PrefixCache: Sendable {
    private let capacity: Int
    /// Most recently used last.
    private var prefixes: [Int] = []
    private var queries = 0
    private var hits = 0

    init(capacity: Int) { self.capacity = capacity }

    /// Over all time; 0 before the first query.
    var hitRate: Double { queries == 0 ? 0 : Double(hits) / Double(queries) }

    /// Whether the beginning is cached. Both answers count for the rate.
    mutating func find(_ prefix: Int) -> Bool {
        queries += 1
        guard prefixes.contains(prefix) else { return false }
        hits += 1
        return true
    }

    /// Makes the beginning the most recently used.
    ///
    /// - Returns: The evicted one.
    mutating func keep(_ prefix: Int) -> Int? {
        prefixes.removeAll { $0 == prefix }
        prefixes.append(prefix)
        return prefixes.count > capacity ? prefixes.removeFirst() : nil
    }
}
