// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Values by key, in the order of their insertion. Inserting and removing take constant time on average.
struct InsertionOrder<Key: Hashable, Value> {
    private var positions: [Key: Int] = [:]
    /// nil for a removed value. At most half of them are nil, except for a few.
    private var entries: [(key: Key, value: Value)?] = []

    var count: Int { positions.count }
    var isEmpty: Bool { positions.isEmpty }

    var values: some Sequence<Value> { entries.lazy.compactMap { $0?.value } }

    subscript(key: Key) -> Value? {
        get { positions[key].flatMap { entries[$0]?.value } }
        set {
            guard let newValue else { return remove(key) }
            if let position = positions[key] {
                entries[position] = (key, newValue)
            } else {
                positions[key] = entries.count
                entries.append((key, newValue))
            }
        }
    }

    private mutating func remove(_ key: Key) {
        guard let position = positions.removeValue(forKey: key) else { return }
        entries[position] = nil
        guard entries.count > 32, entries.count > 2 * positions.count else { return }
        entries.removeAll { $0 == nil }
        for (position, entry) in entries.enumerated() {
            if let entry { positions[entry.key] = position }
        }
    }
}

extension InsertionOrder: Sendable where Key: Sendable, Value: Sendable {}
