// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A native histogram's cell and what is kept of its series: the lines of the text formats, which show only buckets with
/// bounds and `+Inf`.
struct NativeHistogramSeries {
    // Never freed: handles point to it and keep no count of references.
    private let cell: UnsafeMutablePointer<NativeHistogramCell>
    private let bounds: [Double]
    let kept: KeptSeries

    init(name: String, buckets: NativeBuckets, bounds: [Double], labels: [SeriesLabel]) {
        cell = NativeHistogramCell.allocate(buckets, bounds: bounds)
        self.bounds = bounds + [.infinity]
        let lines = self.bounds.map { TextLines.Sample(.bucket, NumberText.text(of: $0)) }
        kept = KeptSeries(name, lines + [.init(.sum), .init(.count)], labels: labels)
    }

    /// What handles point to.
    var address: UnsafeMutableRawPointer { HandleTag.native(UnsafeMutableRawPointer(cell)) }

    /// Back to 0, the initial state of a series. Under `StructureLock`.
    func reset() { cell.pointee.structure.reset() }

    /// The values are read before a page makes room for them: how many buckets there are isn't known earlier.
    func read() -> ExposedNativeHistogram {
        let reading = StructureLock.withLock { cell.pointee.structure.read() }
        let count = reading.count
        // An observation adds to its buckets one after the other. What a bucket with bounds is ahead isn't shown yet.
        var cumulative: UInt64 = 0
        let buckets = bounds.enumerated().map { index, bound in
            if index < reading.classic.count { cumulative &+= reading.classic[index] }
            return HistogramBucket(bound: bound, count: .whole(bound.isFinite ? min(cumulative, count) : count))
        }
        return ExposedNativeHistogram(reading: reading, buckets: buckets, kept: kept)
    }
}

/// A native histogram of an exposition.
struct ExposedNativeHistogram {
    let reading: NativeReading
    /// Those with bounds, and `+Inf`.
    let buckets: [HistogramBucket]
    let kept: KeptSeries

    func visit(_ writer: inout some SampleWriter) {
        writer.nativeHistogram(reading, beside: buckets, of: kept)
    }

    /// What the protobuf format has in addition to the samples of the text formats, as a size in these: it makes twice as
    /// much room. A bucket has at most a span and three counts.
    var textSize: Int { 64 + 32 * (reading.positive.count + reading.negative.count) }
}
