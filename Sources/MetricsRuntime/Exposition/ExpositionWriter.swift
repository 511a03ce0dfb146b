/// Writes a page in one format: the visitor of a page. A page hands its families over one after another, and a family its
/// samples.
protocol ExpositionWriter {
    associatedtype Samples: SampleWriter

    /// - Parameters:
    ///   - textSize: The samples have at most so many bytes in the text format 0.0.4, which makes room for all of them at
    ///     once. Another format has no use for it.
    ///   - write: Hands over the samples, all of one series together.
    mutating func family(_ family: ExposedFamily, textSize: Int, _ write: (inout Samples) -> Void)
}

/// Writes the samples of one family.
protocol SampleWriter {
    /// Of a counter or a gauge. An info has the value 1.
    mutating func value(_ value: SampleValue, of series: some ExposedSeries)

    /// - Parameters:
    ///   - buckets: In the order of their bounds, with cumulative counts. The count of all observations is that of the last.
    ///   - sum: Read after the buckets.
    mutating func histogram(
        _ buckets: some Sequence<HistogramBucket>, sum: @autoclosure () -> SampleValue?, of series: some ExposedSeries)

    mutating func summary(count: SampleValue?, sum: SampleValue?, of series: some ExposedSeries)

    /// - Parameter states: Each is a bit of `holding`, the first the lowest.
    mutating func stateSet(_ states: [String], holding: UInt64, of series: some ExposedSeries)
}

/// A count in memory has all digits of a whole number; what is read from a file is a double.
enum SampleValue {
    case whole(UInt64)
    case double(Double)
}

struct HistogramBucket {
    let bound: Double
    let count: SampleValue
    /// What the text format keeps of the bound, where it keeps no whole lines.
    var text = UnsafeRawBufferPointer(start: nil, count: 0)
}
