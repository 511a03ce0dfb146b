// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A histogram's cell and what is kept of its series: a line for each bucket, then the sum and the count.
struct HistogramSeries {
    // Never freed: handles point to it and keep no count of references.
    private let cell: UnsafeMutablePointer<HistogramCell>
    let kept: KeptSeries

    init(name: String, bounds: [Double], labels: [SeriesLabel]) {
        cell = HistogramCell.allocate(bounds: bounds)
        let buckets = (bounds + [.infinity]).map { TextLines.Sample(.bucket, NumberText.text(of: $0)) }
        kept = KeptSeries(name, buckets + [.init(.sum), .init(.count)], labels: labels)
    }

    /// What handles point to.
    var address: UnsafeMutableRawPointer { UnsafeMutableRawPointer(cell) }

    /// Back to 0, the initial state of a series.
    func reset() {
        for index in 0...cell.pointee.boundCount {
            HistogramCell.bucketsOf(cell)[index].store(0, ordering: .relaxed)
        }
        HistogramCell.sumOf(cell).pointee.store(0, ordering: .relaxed)
    }

    func visit(_ writer: inout some SampleWriter) {
        writer.histogram(
            Buckets(cell: cell),
            sum: .double(Double(bitPattern: HistogramCell.sumOf(cell).pointee.load(ordering: .relaxed))), of: kept)
    }

    /// The counts of a cell, added up.
    private struct Buckets: Sequence, IteratorProtocol {
        let cell: UnsafeMutablePointer<HistogramCell>
        private var index = 0
        private var count: UInt64 = 0

        init(cell: UnsafeMutablePointer<HistogramCell>) { self.cell = cell }

        mutating func next() -> HistogramBucket? {
            let bounds = cell.pointee.boundCount
            guard index <= bounds else { return nil }
            count &+= HistogramCell.bucketsOf(cell)[index].load(ordering: .relaxed)
            let bound = index < bounds ? HistogramCell.boundsOf(cell)[index] : .infinity
            index &+= 1
            return HistogramBucket(bound: bound, count: .whole(count))
        }
    }
}
