// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The number of different values that the labels of a family may have, and the values so far. A look-up of a value
/// beyond the limit finds the series of `overflow` without a lock, as that of a known value finds its own.
struct ValueLimits: ~Copyable {
    /// The value that replaces all values beyond the limit.
    static let overflow = "overflow"

    /// A bit for each label that has reached its limit.
    let full = Atomic<UInt64>(0)
    /// The counter of look-ups that used the series of `overflow`: what a handle of a counter points to, or 0 before
    /// the first of them.
    let counter = Atomic<UInt>(0)
    /// The cell of `overflow` if there is one label, or 0.
    let overflowCell = Atomic<UInt>(0)
    let labels: UnsafeMutablePointer<Label>
    private let labelCount: Int

    struct Label: ~Copyable {
        /// The values, each with a cell that says how many series have it. `overflow` is always one of them, because
        /// it is never beyond the limit. The hash of a value is the label's part of the hash of all values.
        fileprivate let known: OpenIndex
        /// The part of the hash for `overflow`.
        let overflowHash: UInt64
        /// nil for no limit.
        fileprivate let limit: Int?
        fileprivate var count = 0

        /// Whether this value is beyond the limit of a label that has reached it.
        @inline(__always)
        func isBeyond(_ text: OpenIndex.Text, _ hash: UInt64) -> Bool { known.cell(text, hash) == nil }

        /// The value, or `overflow` if it is beyond the limit of a label that has reached it. Rarely a value beyond the
        /// limit is taken for a known one.
        @inline(__always)
        func limited(_ value: OpenIndex.ShortValue) -> OpenIndex.ShortValue {
            known.mayHaveCell(value.hash) ? value : OpenIndex.ShortValue(OpenIndex.overflowWords, overflowHash)
        }
    }

    /// nil if no label has a limit. Never freed: handles point here and keep no count of references.
    static func allocate(_ limits: [Int?], of index: borrowing OpenIndex) -> UnsafeMutablePointer<ValueLimits>? {
        guard limits.contains(where: { $0 != nil }) else { return nil }
        precondition(limits.count <= 64, "a metric has at most 64 open labels where one has a limit")
        let place = UnsafeMutablePointer<ValueLimits>.allocate(capacity: 1)
        place.initialize(to: ValueLimits(limits, of: index))
        return place
    }

    private init(_ limits: [Int?], of index: borrowing OpenIndex) {
        labelCount = limits.count
        labels = .allocate(capacity: limits.count)
        for (label, limit) in limits.enumerated() {
            (labels + label).initialize(
                to: Label(
                    known: OpenIndex(valuesOf: label, in: index),
                    overflowHash: index.hash(OpenIndex.overflowWords, label), limit: limit))
            if limit != nil { _ = labels[label].known.insertOwnCell([Self.overflow], start: 0) }
            // A parameter can say 0 or less.
            if let limit, limit <= 0 { setFull(label, true) }
        }
    }

    // MARK: Looking up

    /// - Returns: `false` if there is no counter yet.
    @inline(__always)
    func countOverflow() -> Bool {
        guard let counter = UnsafeMutableRawPointer(bitPattern: counter.load(ordering: .acquiring)) else {
            return false
        }
        return Counter(counter).addWhole(1, to: counter)
    }

    /// These values, with `overflow` instead of those beyond the limit.
    func limited(_ values: [String]) -> [String] {
        let full = full.load(ordering: .relaxed)
        return values.enumerated().map { label, value in
            let isBeyond = full & (1 << UInt64(label)) != 0 && labels[label].known.cell([value]) == nil
            return isBeyond ? Self.overflow : value
        }
    }

    // MARK: Under `StructureLock`

    /// Adds a series that has been made, with its limited values.
    func add(_ values: [String], cell: UnsafeMutableRawPointer) {
        if values == [Self.overflow] { overflowCell.store(UInt(bitPattern: cell), ordering: .releasing) }
        for (label, value) in values.enumerated() where labels[label].limit != nil && value != Self.overflow {
            let isNew = labels[label].known.cell([value]) == nil
            let uses =
                isNew ? labels[label].known.insertOwnCell([value], start: 0) : labels[label].known.cell([value])
            uses?.assumingMemoryBound(to: Atomic<UInt64>.self).pointee.wrappingAdd(1, ordering: .relaxed)
            if isNew { change(label, by: 1) }
        }
    }

    /// Removes a series. A value that no other series has makes room for another one.
    func remove(_ values: [String]) {
        if values == [Self.overflow] { overflowCell.store(0, ordering: .releasing) }
        for (label, value) in values.enumerated() where labels[label].limit != nil && value != Self.overflow {
            guard let uses = labels[label].known.cell([value]) else { continue }
            let before = uses.assumingMemoryBound(to: Atomic<UInt64>.self).pointee.wrappingSubtract(
                1, ordering: .relaxed
            ).oldValue
            guard before == 1 else { continue }
            labels[label].known.remove([value])
            change(label, by: -1)
        }
    }

    private func change(_ label: Int, by amount: Int) {
        labels[label].count += amount
        if let limit = labels[label].limit { setFull(label, labels[label].count >= limit) }
    }

    private func setFull(_ label: Int, _ isFull: Bool) {
        let bit: UInt64 = 1 << UInt64(label)
        if isFull { full.bitwiseOr(bit, ordering: .relaxed) } else { full.bitwiseAnd(~bit, ordering: .relaxed) }
    }
}
