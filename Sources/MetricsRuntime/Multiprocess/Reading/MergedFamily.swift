// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A family of a directory, with the series of all files. Families with one name and two types are two of these, and
/// the exposition has one of them.
struct MergedFamily {
    /// In the exposition.
    let name: String
    let kind: MultiprocessFileKind
    private var series: [Series] = []
    /// Whether buckets have been added since the series' buckets were sorted.
    private var hasNewBuckets = false
    /// The samples have at most this many bytes in the text format.
    private(set) var textSize = 0
    /// Its declarations in the files, by their numbers in `MergedSeries`.
    private(set) var declarations: [UInt32] = []

    /// A slot that a series doesn't have is `noSlot`.
    private struct Series {
        var labels: TextLabels
        /// The slot of the value, or of the count of a summary.
        var value = noSlot
        var sum = noSlot
        var buckets: [Bucket] = []

        static let noSlot = UInt32.max
    }

    private struct Bucket {
        let bound: Double
        let text: UnsafeRawPointer
        let textLength: UInt32
        let slot: UInt32
    }

    /// How a file declares a family.
    struct Declaration {
        let family: Int
        /// The name in the file, which may have characters that the exposition can't have.
        let name: String
        /// The family in an exposition that uses the help of this declaration.
        let exposed: ExposedFamily
    }

    init(name: String, kind: MultiprocessFileKind) {
        self.name = name
        self.kind = kind
    }

    /// Every name that would appear twice if another family had it: that of the heading and those of the samples.
    var names: [String] { [name] + kind.metricKind.seriesNames(ofFamily: name).filter { $0 != name } }

    mutating func append(declaration: UInt32) { declarations.append(declaration) }

    /// - Returns: Its index.
    mutating func append(_ labels: TextLabels) -> Int {
        series.append(Series(labels: labels))
        return series.count - 1
    }

    mutating func append(_ sample: PageSeries.Sample, bound: UnsafeRawBufferPointer, _ slot: UInt32, to index: Int) {
        switch sample {
        case .value, .count: series[index].value = slot
        case .sum: series[index].sum = slot
        case .bucket(let value):
            let isFirst = series[index].buckets.isEmpty
            series[index].buckets.append(
                Bucket(
                    bound: value, text: bound.baseAddress.unsafelyUnwrapped, textLength: UInt32(bound.count), slot: slot
                ))
            hasNewBuckets = true
            // The count also has a line.
            if isFirst { addLine(index, extra: 0) }
        }
        addLine(index, extra: bound.count)
    }

    private mutating func addLine(_ index: Int, extra: Int) {
        textSize +=
            series[index].labels.largestLine(name: name.utf8.count, extra: extra) + NumberWriter.largest + 1
    }

    /// A series that has an empty label in one file and lacks it in another is shown without it, whichever was read
    /// first.
    func hasMoreEmptyLabels(_ index: Int, than size: Int) -> Bool { series[index].labels.emptySize > size }

    mutating func replaceLabels(_ index: Int, by labels: TextLabels) { series[index].labels = labels }

    // MARK: The page

    func isCurrent(_ values: MergedValues) -> Bool {
        series.contains { series in
            values.has(series.value) || values.has(series.sum) || series.buckets.contains { values.has($0.slot) }
        }
    }

    mutating func sortBuckets() {
        guard hasNewBuckets else { return }
        hasNewBuckets = false
        for index in series.indices { series[index].buckets.sort { $0.bound < $1.bound } }
    }

    func visit(_ writer: inout some SampleWriter, _ values: MergedValues) {
        switch kind.metricKind.description.series[0].role {
        case .value, .state:
            for series in series {
                if let value = values[series.value] { writer.value(value, of: series.labels) }
            }
        case .count, .sum:
            for series in series {
                writer.summary(count: values[series.value], sum: values[series.sum], of: series.labels)
            }
        case .bucket:
            for series in series {
                writer.histogram(
                    CurrentBuckets(buckets: series.buckets, values: values), sum: values[series.sum],
                    of: series.labels)
            }
        }
    }

    /// The buckets that files have now, with cumulative counts.
    private struct CurrentBuckets: Sequence, IteratorProtocol {
        let buckets: [Bucket]
        let values: MergedValues
        private var index = 0
        private var count = 0.0

        init(buckets: [Bucket], values: MergedValues) {
            self.buckets = buckets
            self.values = values
        }

        mutating func next() -> HistogramBucket? {
            while index < buckets.count {
                let bucket = buckets[index]
                index += 1
                guard values.has(bucket.slot) else { continue }
                count += values.values[Int(bucket.slot)]
                return HistogramBucket(
                    bound: bucket.bound, count: .double(count),
                    text: UnsafeRawBufferPointer(start: bucket.text, count: Int(bucket.textLength)))
            }
            return nil
        }
    }
}

/// The values of a directory, by slot. Only the values that a file has now count.
struct MergedValues {
    let values: [Double]
    let rounds: [UInt32]
    let round: UInt32

    @inline(__always)
    func has(_ slot: UInt32) -> Bool { Int(slot) < rounds.count && rounds[Int(slot)] == round }

    @inline(__always)
    subscript(slot: UInt32) -> SampleValue? { has(slot) ? .double(values[Int(slot)]) : nil }
}

extension MultiprocessFileKind {
    /// For a message, such as "gauge (livesum)".
    var phrase: String {
        keyword + (mode.map { " (\($0.rawValue))" } ?? "")
    }

    /// Decides which of several types is in the exposition if none of their writers lives. Folding can't change it.
    var order: Int { Self.all.firstIndex(of: self) ?? 0 }
}
