// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A histogram for one owner: plain additions in memory of its own, which are added to the shared histogram together.
///
/// Observations are added to the shared histogram on `flush()`, after every `flushAfter` observations, and when the
/// value is destroyed. A native histogram gets each of them at once: it has no buckets to keep them in. A process that
/// is killed in between loses them: flush what must not be lost. In a forked child, make a recorder of its own, as with
/// `LocalCounter`.
@frozen public struct LocalHistogram: ~Copyable {
    /// A counter for each slot of the search; nil for a hidden metric and for a native histogram.
    @usableFromInline let counts: UnsafeMutablePointer<UInt64>?
    /// The block with the bounds, which are those of the shared histogram.
    @usableFromInline let block: UnsafeMutablePointer<HistogramCell>?
    @usableFromInline var sum = 0.0
    /// Counts down.
    @usableFromInline var room: UInt64
    @usableFromInline let limit: UInt64
    @usableFromInline let target: Histogram
    @usableFromInline var process = RecordingProcess.current

    /// A recorder for one owner.
    ///
    /// - Parameters:
    ///   - target: The histogram that the observations are added to.
    ///   - limit: The largest number of observations that are kept back.
    public init(_ target: Histogram, flushAfter limit: UInt64 = .max) {
        self.target = target
        self.limit = max(1, limit)
        room = self.limit
        block = target.bucketBlock
        if let block {
            let slots = 1 << block.pointee.depth
            counts = .allocate(capacity: slots)
            counts?.initialize(repeating: 0, count: slots)
        } else {
            counts = nil
        }
    }

    /// Counts a value in its bucket and adds it to the sum, for now only here.
    @inlinable @inline(__always)
    public mutating func observe(_ value: Double) {
        // Hidden, or native.
        guard let counts, let block else { return target.observe(value) }
        counts[HistogramCell.bucketIndex(of: value, in: block)] &+= 1
        sum += value
        room &-= 1
        if _slowPath(room == 0) { flush() }
    }

    /// Counts a whole number in its bucket and adds it to the sum, for now only here.
    @inlinable @inline(__always)
    public mutating func observe(_ value: Int) { observe(Double(value)) }

    /// Adds what has been observed to the shared histogram.
    @inlinable public mutating func flush() {
        process = Self.hand(counts, sum, limit &- room, of: process, to: target)
        room = limit
        sum = 0
    }

    @inlinable deinit { Self.end(counts, sum, limit &- room, of: process, target) }

    // These calls take values, and not the place of this struct in memory: it stays in registers between two of them.

    /// - Returns: The process that later observations belong to.
    @usableFromInline @inline(never) @discardableResult
    static func hand(
        _ counts: UnsafeMutablePointer<UInt64>?, _ sum: Double, _ pending: UInt64, of process: RecordingProcess,
        to target: Histogram
    ) -> RecordingProcess {
        let current = RecordingProcess.current
        target.take(counts, sum, pending, counting: process == current)
        return current
    }

    @usableFromInline @inline(never)
    static func end(
        _ counts: UnsafeMutablePointer<UInt64>?, _ sum: Double, _ pending: UInt64, of process: RecordingProcess,
        _ target: Histogram
    ) {
        hand(counts, sum, pending, of: process, to: target)
        counts?.deallocate()
    }
}

extension Histogram {
    /// Makes a recorder for one owner, whose observations are added to this histogram together.
    ///
    /// - Parameter limit: The largest number of observations that are kept back.
    public func local(flushAfter limit: UInt64 = .max) -> LocalHistogram { LocalHistogram(self, flushAfter: limit) }

    /// Header and bounds, which mapped histograms also have in memory.
    @inlinable @inline(__always)
    var block: UnsafeMutablePointer<HistogramCell>? {
        guard HandleTag.hasBounds(histogram: cell), let cell else { return nil }
        let address = HandleTag.isMapped(cell) ? HandleTag.address(cell) : cell
        return address.assumingMemoryBound(to: HistogramCell.self)
    }

    /// The block whose buckets a recorder keeps: the histogram's own if its records are forwarded too.
    fileprivate var bucketBlock: UnsafeMutablePointer<HistogramCell>? {
        guard let cell, HandleTag.isMapped(cell), let block,
            let forwarded = ForwardedCell.at(UnsafeRawPointer(HistogramCell.sumOf(block)).load(as: UInt.self))
        else { return block }
        return Histogram(forwarded.inner).block
    }

    /// Takes counts by slot, which are 0 afterwards, and adds them to the shared histogram.
    fileprivate func take(
        _ counts: UnsafeMutablePointer<UInt64>?, _ sum: Double, _ pending: UInt64, counting: Bool
    ) {
        guard pending > 0, let counts, let cell, let block else { return }
        guard counting else { return counts.update(repeating: 0, count: 1 << block.pointee.depth) }
        if HandleTag.isMapped(cell),
            let forwarded = ForwardedCell.at(UnsafeRawPointer(HistogramCell.sumOf(block)).load(as: UInt.self))
        {
            Histogram(forwarded.inner).take(counts, sum, pending, counting: true)
            return forwarded.passOn(pending, sum)
        }
        for index in 0...block.pointee.boundCount where counts[index] > 0 {
            if HandleTag.isMapped(cell) {
                let address = UnsafeRawPointer(HistogramCell.bucketsOf(block) + index).load(as: UInt.self)
                MappedCounter.add(Double(counts[index]), at: address)
            } else {
                HistogramCell.bucketsOf(block)[index].wrappingAdd(counts[index], ordering: .relaxed)
            }
            counts[index] = 0
        }
        if HandleTag.isMapped(cell) {
            let address = UnsafeRawPointer(HistogramCell.sumOf(block)).load(as: UInt.self)
            MappedCounter.add(sum, at: address)
        } else {
            HistogramCell.sumOf(block).pointee.addDouble(sum)
        }
    }
}
