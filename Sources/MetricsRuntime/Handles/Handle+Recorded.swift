// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

// What handles of memory have recorded, for `MetricsTesting`. Nothing of a hidden metric, and nothing of a shared
// directory, whose sums a reader knows.

extension HandleTag {
    fileprivate static func memory<Cell>(_ cell: UnsafeMutableRawPointer?, _: Cell.Type) -> UnsafeMutablePointer<Cell>?
    where Cell: ~Copyable {
        guard let cell, !isMapped(cell) else { return nil }
        return cell.assumingMemoryBound(to: Cell.self)
    }
}

extension Counter {
    package var recorded: Double {
        guard let cell = HandleTag.memory(cell, CounterCell.self) else { return 0 }
        let fraction = Double(bitPattern: cell.pointee.fraction.load(ordering: .relaxed))
        return Double(cell.pointee.whole.load(ordering: .relaxed)) + fraction
    }
}

extension Gauge {
    /// Nil if it was never set.
    package var recorded: Double? {
        guard let cell = HandleTag.memory(cell, GaugeCell.self) else { return nil }
        let bits = cell.pointee.bits.load(ordering: .relaxed)
        return bits == GaugeCell.unset ? nil : Double(bitPattern: bits)
    }
}

extension Histogram {
    package var recorded: (count: UInt64, sum: Double) {
        guard HandleTag.hasBounds(histogram: cell) else {
            guard let native = HandleTag.nativeHistogram(cell)?.assumingMemoryBound(to: NativeHistogramCell.self)
            else { return (0, 0) }
            let reading = StructureLock.withLock { native.pointee.structure.read() }
            return (reading.count, reading.sum)
        }
        guard let cell = HandleTag.memory(cell, HistogramCell.self) else { return (0, 0) }
        let count = (0...cell.pointee.boundCount).reduce(UInt64(0)) {
            $0 &+ HistogramCell.bucketsOf(cell)[$1].load(ordering: .relaxed)
        }
        return (count, Double(bitPattern: HistogramCell.sumOf(cell).pointee.load(ordering: .relaxed)))
    }
}

extension Summary {
    package var recorded: (count: UInt64, sum: Double) {
        guard let cell = HandleTag.memory(cell, SummaryCell.self) else { return (0, 0) }
        let sum = Double(bitPattern: cell.pointee.sum.load(ordering: .relaxed))
        return (cell.pointee.count.load(ordering: .relaxed), sum)
    }
}

extension IntegerCounter { package var recorded: Double { counter.recorded } }
extension AbsoluteCounter { package var recorded: Double? { gauge.recorded } }
extension IntegerGauge { package var recorded: Double? { gauge.recorded } }
extension IntegerHistogram { package var recorded: (count: UInt64, sum: Double) { histogram.recorded } }
extension IntegerSummary { package var recorded: (count: UInt64, sum: Double) { summary.recorded } }
