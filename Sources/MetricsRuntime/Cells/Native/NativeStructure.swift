// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Makes the buckets of a native histogram, and keeps their number in its limit as Prometheus' Go client does: each
/// observation beyond the limit takes one step, which is the first of these that is possible.
///
/// 1. Begin again, if `resetAfter` has passed since the histogram began.
/// 2. Widen the zero bucket to the bound of the bucket that is nearest to 0, if `maxZeroThreshold` allows it.
/// 3. Halve the resolution: each bucket takes in its neighbour.
///
/// Observations go on meanwhile, without a lock and without being waited for. One that has found a table just before it
/// was replaced adds to that one. So every table is kept, and what is counted in a replaced one is moved before anything
/// is read. An observation that runs at the same time as a reset may have its parts on both sides of it.
// @unchecked: touched under `StructureLock` only.
final class NativeStructure: @unchecked Sendable {
    private let buckets: NativeBuckets
    private let firstSchema: Int
    private let cell: UnsafeMutablePointer<NativeHistogramCell>
    /// The table of the present schema.
    private(set) var current: NativeTable.Pointer
    /// All tables. Those of one schema are few: their sizes double, and there are at most two of a size.
    private var tables: [NativeTable.Pointer]
    private var threshold: Double
    /// Of the monotonic clock, in nanoseconds. Only tests change it from outside.
    var beginning = ClockReading.monotonic
    /// Whether a step was taken since then that only a reset undoes.
    private var isReduced = false
    /// Whether the next observation has to take a step.
    private var isGated = false

    private static let firstCapacity = 32

    init(_ buckets: NativeBuckets, cell: UnsafeMutablePointer<NativeHistogramCell>) {
        self.buckets = buckets
        self.cell = cell
        firstSchema = buckets.schema
        threshold = buckets.zeroThreshold
        current = NativeTable.allocate(schema: firstSchema, capacity: Self.firstCapacity, threshold: threshold)
        tables = [current]
    }

    private var schema: Int { current.pointee.schema }

    // MARK: Observing

    func observe(_ value: Double) {
        add(value)
        if !value.isNaN { limit(value) }
    }

    private func add(_ value: Double) {
        if value.isNaN {
            cell.pointee.nanCount.wrappingAdd(1, ordering: .relaxed)
        } else if value.magnitude <= threshold {
            cell.pointee.zeroCount.wrappingAdd(1, ordering: .relaxed)
        } else {
            let finest = NativeBounds.finestIndex(of: value.magnitude)
            let index = NativeBounds.coarser(finest, by: current.pointee.steps)
            add(1, to: NativeTable.key(index, isNegative: value < 0))
        }
        NativeHistogramCell.finish(value, cell)
    }

    private func add(_ count: UInt64, to key: Int32) {
        if current.pointee.slot(of: key) == nil, current.pointee.isFull { replaceFullTable() }
        let slot = current.pointee.makeSlot(of: key)
        current.pointee.counters[slot].wrappingAdd(count, ordering: .relaxed)
    }

    /// Takes a step if there are too many buckets. The value is the one that has just been observed.
    func limit(_ value: Double) {
        gather()
        isGated = false
        defer { publish() }
        guard bucketCount > buckets.maxBuckets else { return }
        if isResetDue {
            reset()
            // The latest observation isn't lost.
            return add(value)
        }
        guard widenZeroBucket() || halveResolution() else { return }
        isReduced = true
        // At the coarsest schema nothing is left to do: the next bucket looks at the time again.
        isGated = bucketCount > buckets.maxBuckets && schema > NativeBounds.coarsestSchema
    }

    private func publish() {
        let table = isGated ? NativeTable.gate : current
        cell.pointee.table.store(UInt(bitPattern: table), ordering: .releasing)
    }

    /// Whether a bucket is a part of the zero bucket.
    private func isInZeroBucket(_ key: Int32, schema: Int) -> Bool {
        NativeBounds.bound(of: NativeTable.index(of: key), schema: schema) <= threshold
    }

    private var bucketCount: Int {
        var count = 0
        current.pointee.each { _, _ in count += 1 }
        return count
    }

    // MARK: Tables

    /// Moves what is counted in other tables, and in buckets that belong to the zero bucket, to where it belongs.
    private func gather() {
        // Adding may replace the table, which moves everything by itself.
        for table in tables {
            let isCurrent = table == current
            let steps = table.pointee.schema - schema
            table.pointee.each { slot, key in
                let isZero = isInZeroBucket(key, schema: table.pointee.schema)
                guard isZero || !isCurrent else { return }
                let count = table.pointee.counters[slot].exchange(0, ordering: .relaxed)
                // An observation in a coarser table began before a reset. One without a key: see `clear`.
                guard steps >= 0, key != NativeTable.emptyKey else { return }
                if isZero {
                    cell.pointee.zeroCount.wrappingAdd(count, ordering: .relaxed)
                } else {
                    let index = NativeBounds.coarser(NativeTable.index(of: key), by: steps)
                    add(count, to: NativeTable.key(index, isNegative: key < 0))
                }
            }
        }
    }

    /// Makes room: a table twice as large, or one of the same size without the keys whose buckets have ended.
    private func replaceFullTable() {
        let old = current
        var keys: [Int32] = []
        old.pointee.each { if $1 != NativeTable.emptyKey { keys.append($1) } }
        let capacity = old.pointee.mask + 1
        let new = table(schema: schema, capacity: 4 * (keys.count + 1) > capacity ? 2 * capacity : capacity)
        // Before observations use it: they find their buckets.
        for key in keys { _ = new.pointee.makeSlot(of: key) }
        current = new
        publish()
        old.pointee.each { slot, key in
            let count = old.pointee.counters[slot].exchange(0, ordering: .relaxed)
            guard key != NativeTable.emptyKey else { return }
            let slot = new.pointee.makeSlot(of: key)
            new.pointee.counters[slot].wrappingAdd(count, ordering: .relaxed)
        }
    }

    /// A table without keys that isn't the current one.
    private func table(schema: Int, capacity: Int) -> NativeTable.Pointer {
        let free = tables.first {
            // What a late observation has left there has to be moved first.
            $0 != current && $0.pointee.schema == schema && $0.pointee.mask == capacity - 1 && $0.pointee.isEmpty
        }
        if let free {
            free.pointee.clear()
            free.pointee.threshold.store(threshold.bitPattern, ordering: .relaxed)
            return free
        }
        let new = NativeTable.allocate(schema: schema, capacity: capacity, threshold: threshold)
        tables.append(new)
        return new
    }

    // MARK: Steps

    /// Whether it is time to begin again.
    private var isResetDue: Bool {
        guard let resetAfter = buckets.resetAfterNanoseconds else { return false }
        return ClockReading.monotonic &- beginning >= resetAfter
    }

    private func widenZeroBucket() -> Bool {
        guard threshold < buckets.maxZeroThreshold else { return false }
        var nearest = Int.max
        current.pointee.each { nearest = min(nearest, NativeTable.index(of: $1)) }
        guard nearest < .max else { return false }
        let bound = NativeBounds.bound(of: nearest, schema: schema)
        guard bound <= buckets.maxZeroThreshold else { return false }
        threshold = bound
        current.pointee.threshold.store(bound.bitPattern, ordering: .relaxed)
        gather()
        return true
    }

    private func halveResolution() -> Bool {
        guard schema > NativeBounds.coarsestSchema else { return false }
        gather()
        current = table(schema: schema - 1, capacity: current.pointee.mask + 1)
        publish()
        gather()
        return true
    }

    /// As if nothing had been observed.
    func reset() {
        begin()
        for table in tables { table.pointee.zero() }
        cell.pointee.zeroCount.store(0, ordering: .relaxed)
        cell.pointee.nanCount.store(0, ordering: .relaxed)
        if let classic = cell.pointee.classic {
            for index in 0...classic.pointee.boundCount {
                HistogramCell.bucketsOf(classic)[index].store(0, ordering: .relaxed)
            }
        }
        cell.pointee.sum.store(0, ordering: .relaxed)
    }

    /// Observations use the first schema and the first threshold again.
    private func begin() {
        threshold = buckets.zeroThreshold
        if schema != firstSchema {
            // The last one is the largest.
            current = tables.last { $0.pointee.schema == firstSchema } ?? current
        }
        current.pointee.threshold.store(threshold.bitPattern, ordering: .relaxed)
        isReduced = false
        isGated = false
        beginning = ClockReading.monotonic
        publish()
    }

    // MARK: Reading

    /// What has been observed. A histogram whose resolution was reduced begins again after this reading, if it is time.
    func read() -> NativeReading {
        gather()
        let table = current
        let threshold = threshold
        let begins = isReduced && isResetDue
        if begins { begin() }
        // What a reading before a new beginning takes is taken away: no observation is missed, and none is read twice.
        func take(_ word: borrowing Atomic<UInt64>) -> UInt64 {
            begins ? word.exchange(0, ordering: .relaxed) : word.load(ordering: .relaxed)
        }
        var classic: [UInt64] = []
        if let cell = cell.pointee.classic {
            classic = (0...cell.pointee.boundCount).map { take(HistogramCell.bucketsOf(cell)[$0]) }
        }
        var reading = NativeReading(
            schema: table.pointee.schema, zeroThreshold: threshold, zeroCount: take(cell.pointee.zeroCount),
            nanCount: take(cell.pointee.nanCount), classic: classic)
        table.pointee.each { slot, key in
            let index = NativeTable.index(of: key)
            guard key != NativeTable.emptyKey, NativeBounds.bound(of: index, schema: reading.schema) > threshold
            else { return }
            let bucket = NativeReading.Bucket(index: index, count: take(table.pointee.counters[slot]))
            if key < 0 { reading.negative.append(bucket) } else { reading.positive.append(bucket) }
        }
        reading.positive.sort { $0.index < $1.index }
        reading.negative.sort { $0.index < $1.index }
        reading.sum = Double(bitPattern: take(cell.pointee.sum))
        return reading
    }
}

/// What a native histogram has counted, as it was at one moment.
struct NativeReading {
    struct Bucket {
        let index: Int
        let count: UInt64
    }

    let schema: Int
    let zeroThreshold: Double
    let zeroCount: UInt64
    let nanCount: UInt64
    /// The counts of the buckets with bounds, not cumulative; none for a histogram without them.
    let classic: [UInt64]
    /// In the order of their indices. No bucket is empty.
    var positive: [Bucket] = []
    var negative: [Bucket] = []
    var sum = 0.0

    init(schema: Int, zeroThreshold: Double, zeroCount: UInt64, nanCount: UInt64, classic: [UInt64]) {
        self.schema = schema
        self.zeroThreshold = zeroThreshold
        self.zeroCount = zeroCount
        self.nanCount = nanCount
        self.classic = classic
    }

    /// The number of all observations: that of the buckets, by construction.
    var count: UInt64 {
        [positive, negative].joined().reduce(zeroCount &+ nanCount) { $0 &+ $1.count }
    }
}
