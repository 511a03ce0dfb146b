/// A family of a directory, with the series that any file had. Families of one name and two types are two of these, of
/// which a page has one.
struct MergedFamily {
    /// On the page.
    let name: String
    let kind: MultiprocessFileKind
    private var series: [Series] = []
    /// Whether buckets have come since the series' buckets were sorted.
    private var hasNewBuckets = false
    /// No page has more bytes of all samples in the text format.
    private(set) var textSize = 0
    /// Its declarations in the files, by their numbers in `MergedSeries`.
    private(set) var declarations: [UInt32] = []

    /// A series that has none of these slots has `noSlot` there.
    private struct Series {
        var labels: TextLabels
        /// Of the value, or the count of a summary.
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
        /// In the file, where it may have characters that the page can't have.
        let name: String
        /// The family as a page shows it that takes the help of this declaration.
        let exposed: ExposedFamily
    }

    init(name: String, kind: MultiprocessFileKind) {
        self.name = name
        self.kind = kind
    }

    /// Every name that would be on the page twice if another family had it: that of the heading and those of the samples.
    var names: [String] {
        switch kind {
        case .counter, .gauge: [name]
        case .histogram: [name, "\(name)_bucket", "\(name)_sum", "\(name)_count"]
        case .summary: [name, "\(name)_count", "\(name)_sum"]
        }
    }

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
            // The count has a line as well.
            if isFirst { addLine(index, extra: 0) }
        }
        addLine(index, extra: bound.count)
    }

    private mutating func addLine(_ index: Int, extra: Int) {
        textSize +=
            series[index].labels.largestLine(name: name.utf8.count, extra: extra) + NumberWriter.largest + 1
    }

    /// A series that one file has with an empty label and another without it is shown without it, whichever was read
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
        switch kind {
        case .counter, .gauge:
            for series in series {
                if let value = values[series.value] { writer.value(value, of: series.labels) }
            }
        case .summary:
            for series in series {
                writer.summary(count: values[series.value], sum: values[series.sum], of: series.labels)
            }
        case .histogram:
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

/// The values of a directory, by slot, of which those count that a file has now.
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
    var metricKind: MetricKind {
        switch self {
        case .counter: .counter
        case .histogram: .histogram
        case .summary: .summary
        case .gauge: .gauge
        }
    }

    /// In a message, such as "gauge (livesum)".
    var phrase: String {
        guard case .gauge(let mode) = self else { return expositionKeyword }
        return "gauge (\(mode.rawValue))"
    }

    /// Which of several types is on the page where none of their writers lives. Folding can't change it.
    var order: Int { Self.all.firstIndex(of: self) ?? 0 }
}
