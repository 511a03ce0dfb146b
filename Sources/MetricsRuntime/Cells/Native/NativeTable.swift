// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The buckets of a native histogram in one schema: a hash table of counters, for observations without a lock.
///
/// A key is there for good once it has a slot, and buckets that are near each other have slots that are near each other.
/// Tables are never freed: a thread may be anywhere in an observation.
struct NativeTable: ~Copyable {
    typealias Pointer = UnsafeMutablePointer<NativeTable>

    let schema: Int
    /// By how many steps the schema is coarser than the finest one.
    let steps: Int
    let lookup: NativeBounds.Lookup
    /// The number of slots, a power of two, less 1.
    let mask: Int
    let keys: UnsafeMutablePointer<Atomic<Int32>>
    let counters: UnsafeMutablePointer<Atomic<UInt64>>
    /// The bit pattern of the zero bucket's bound. It changes when the zero bucket is widened. An observation that
    /// still has the bound of before is found in a bucket that belongs to the zero bucket now.
    let threshold: Atomic<UInt64>
    /// The number of keys. Under `StructureLock`.
    var keyCount = 0

    static let emptyKey: Int32 = 0
    private static let keyOffset = 1 << 19

    init(schema: Int, capacity: Int, threshold: Double) {
        self.schema = schema
        steps = NativeBounds.finestSchema - schema
        lookup = NativeBounds.lookup
        mask = capacity - 1
        keys = .allocate(capacity: capacity)
        counters = .allocate(capacity: capacity)
        self.threshold = Atomic(threshold.bitPattern)
        for slot in 0..<capacity {
            (keys + slot).initialize(to: Atomic(Self.emptyKey))
            (counters + slot).initialize(to: Atomic(0))
        }
    }

    static func allocate(schema: Int, capacity: Int, threshold: Double) -> Pointer {
        let table = Pointer.allocate(capacity: 1)
        table.initialize(to: NativeTable(schema: schema, capacity: capacity, threshold: threshold))
        return table
    }

    /// A table in which nothing is found: every observation has to look behind the lock.
    // nonisolated(unsafe): atomics, and values that never change.
    nonisolated(unsafe) static let gate = allocate(schema: NativeBounds.finestSchema, capacity: 1, threshold: -1)

    /// The key of a bucket. It is never 0: an index has at most 20 bits with its sign.
    @inline(__always)
    static func key(_ index: Int, isNegative: Bool) -> Int32 {
        let sign = isNegative ? -1 : 0
        return Int32(truncatingIfNeeded: ((index &+ keyOffset) ^ sign) &- sign)
    }

    static func index(of key: Int32) -> Int { Int(key.magnitude) - keyOffset }

    /// The slot of a key; nil if the key isn't there.
    @inline(__always)
    func slot(of key: Int32) -> Int? {
        var slot = Int(key) & mask
        while true {
            let found = keys[slot].load(ordering: .relaxed)
            if found == key { return slot }
            if found == Self.emptyKey { return nil }
            slot = (slot &+ 1) & mask
        }
    }

    /// Whether nothing is counted in it.
    var isEmpty: Bool { (0...mask).allSatisfy { counters[$0].load(ordering: .relaxed) == 0 } }

    /// The slots with a count, and their keys.
    func each(_ body: (_ slot: Int, _ key: Int32) -> Void) {
        for slot in 0...mask where counters[slot].load(ordering: .relaxed) != 0 {
            body(slot, keys[slot].load(ordering: .relaxed))
        }
    }

    /// The slot of a key, made if need be. There is room. Under `StructureLock`.
    mutating func makeSlot(of key: Int32) -> Int {
        var slot = Int(key) & mask
        while true {
            let found = keys[slot].load(ordering: .relaxed)
            if found == key { return slot }
            if found == Self.emptyKey { break }
            slot = (slot + 1) & mask
        }
        keys[slot].store(key, ordering: .releasing)
        keyCount += 1
        return slot
    }

    /// At most half of the slots are used, which keeps the ways short.
    var isFull: Bool { 2 * (keyCount + 1) > mask + 1 }

    /// Forgets keys. Nothing is counted there any more, except by a thread that stopped in the middle of an observation
    /// before the table was replaced the last time: that one is counted in another bucket, or not.
    mutating func clear() {
        for slot in 0...mask {
            counters[slot].store(0, ordering: .relaxed)
            keys[slot].store(Self.emptyKey, ordering: .relaxed)
        }
        keyCount = 0
    }

    func zero() { for slot in 0...mask { counters[slot].store(0, ordering: .relaxed) } }
}
